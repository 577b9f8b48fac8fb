"""The meeting that a document reports: date, chair, reporter, who was absent, who came instead, who spoke."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re

from .absences import absences
from .dates import first_day
from .lexicon import FIELDS
from .model import Meeting, Person, Why
from .normalise import comparable, folded
from .persons import listed, person

_DATE = r"(?:(?:sáng|chiều|tối|trong)\s+)?(?:(?:vào )?(?:lúc\s+)?\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2}\s*(?:phút)?)?,?\s*)?(?:ngày\s+)?\d{1,2}\s*(?:/|-|\.|\s+tháng\s+)\s*\d{1,2}\s*(?:/|-|\.|\s+năm\s+)\s*\d{4}"
_HELD = re.compile(r"chủ trì|tổ chức|họp|hội nghị|làm việc|tiếp|diễn ra|khai mạc|nghe", re.IGNORECASE)
_CHAIR = re.compile(
    r"(?:(?:do|dưới sự chủ trì của|được sự chủ trì của)\s+(?P<by>[^.;]{4,120}?)(?:\s+(?:đã\s+)?(?:chủ trì|làm chủ tọa)|\s*[,.;]|$))"
    r"|(?P<who>)\s*,?\s+(?:đã\s+)?(?:chủ trì|chủ tọa)(?:\s*(?=[.;]|$)|\s+(?:và\s+\w+\s+\w+\s+)?(?:cuộc họp|hội nghị|buổi|phiên|giao ban|họp|cuộc|hội ý|kỳ họp|chương trình|trực tuyến|tại))"
    r"|(?P<met>)\s*,?\s+(?:đã\s+)?(?:có )?(?:buổi làm việc|cuộc làm việc|làm việc|buổi tiếp) với\b",
    re.IGNORECASE,
)
_CHAIR_LINE = re.compile(
    r"^(?:[-+*\d.)\s]*)(?:chủ trì|chủ tọa|người chủ trì|chủ trì (?:cuộc họp|hội nghị))\s*:\s*(?P<who>[^.;\n]{4,160})",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:sau khi )?nghe\s+(?:(?:dự thảo )?báo cáo của\s+(?P<of>[^,;.]{4,120}?)|(?P<who>[^,;.]{4,140}?)\s+(?:trình bày|báo cáo|thông qua|đọc|trình))(?=\s|[,;.]|$)",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"(?:các\s+)?ý kiến\s+(?:phát biểu|tham gia|thảo luận|đóng góp|trao đổi)?\s*(?:phát biểu\s+)?của\s+(?P<list>[^.]{3,600}?)(?=\.\s|\.$|,\s*(?:đồng chí|chủ tịch|phó|[A-ZĐÀ-Ỹ][\w ]{3,80}(?:kết luận|có ý kiến))|\s+và ý kiến kết luận|$)",
    re.IGNORECASE,
)
_ATTEND = re.compile(
    r"(?:tham dự|cùng dự|dự họp|dự hội nghị|thành phần)(?: cuộc họp| hội nghị| buổi làm việc| phiên họp)?\s*(?:có|gồm|gồm có|về phía [^:]{2,40})?\s*(?:có)?\s*:?\s*(?P<list>[^.]{6,500})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:(?:các|những|một số|toàn thể|đại diện|lãnh đạo)\s+)*(?:Bộ|Sở|ban|ngành|cơ quan|đơn vị|địa phương|đại biểu|thành viên|đồng chí|bộ|sở)\b[^A-ZĐ]*"
)
_LONGEST = 20_000
_LONGEST_SUBJECT = 160
_KEY_FIELDS = frozenset(folded(f) for f in FIELDS)
_CHAIRS = {
    "by": "meeting:under the chair of",
    "met": "meeting:subject of working with",
}


def read_meeting(opening: list[str], subject: str | None, written: dt.date | None, why: Why | None = None) -> Meeting:
    """What the opening paragraphs tell of the meeting.

    Args:
        opening: paragraphs before the conclusions (NFC, clean).
        subject: the document's subject, which may name the chair.
        written: the document's date; a meeting is never after it.
        why: takes the names of the rules that decided.

    Returns:
        The meeting; what is not told is None or empty.
    """
    text = "\n".join(opening)[:_LONGEST]
    same = comparable(text)
    if not re.search(
        r"\b(?:họp|hội nghị|buổi|phiên|giao ban|chủ trì|làm việc|tiếp)\b",
        f"{same}\n{comparable(subject or '')}",
        re.IGNORECASE,
    ):
        return Meeting()
    why = {} if why is None else why
    absent, substitutes, missed = absences(text, same)
    if absent:
        why["meeting.absent"] = (missed,)
    if substitutes:
        why["meeting.substitutes"] = ("meeting:sent instead",)
    return Meeting(
        date=_date(same, subject, written, why), chair=_chair(text, same, why), reporter=_reporter(text, same, why), absent=absent, substitutes=substitutes,
        speakers=_speakers(text, same, why), attendees=_attendees(text, same, why),
    )  # fmt: skip


def _date(same: str, subject: str | None, written: dt.date | None, why: Why) -> dt.date | None:
    for m in re.finditer(_DATE, same, re.IGNORECASE):
        day = first_day(m.group())
        # A cited document's date follows its number ("số 489/BC-UBND ngày …"); a meeting's day opens a sentence.
        if (
            day
            and (written is None or day <= written)
            and not re.search(r"/[\w-]+\s*,?\s*$", same[: m.start()])
            and _HELD.search(same[m.end() : m.end() + 260])
            and re.search(r"(?:^|[.\n]\s*|vào |trong |sáng |chiều |tối |nay, )$", same[: m.start()], re.IGNORECASE)
        ):
            why["meeting.date"] = ("meeting:day that opens a sentence",)
            return day
    named = re.search(
        rf"(?:họp|hội nghị|phiên|buổi|giao ban)[^\n]{{0,120}}?({_DATE})", comparable(subject or ""), re.IGNORECASE
    )
    day = first_day(named.group(1)) if named else None
    if day is None or (written is not None and day > written):
        return None
    why["meeting.date"] = ("meeting:day in the subject",)
    return day


def _chair(text: str, same: str, why: Why) -> Person | None:
    for offset, line in _lines(same):
        m = _CHAIR_LINE.match(line)
        if m:
            found = person(text[offset + m.start("who") : offset + m.end("who")])
            if found:
                why["meeting.chair"] = ("meeting:line of the chair",)
            return found
    for offset, line in _lines(same):
        for m in _CHAIR.finditer(line):
            if m.group("by"):
                a, b = m.span("by")
            else:  # the subject stands before the verb, back to the sentence's start
                b = m.start()
                a = max(line.rfind(sign, max(0, b - _LONGEST_SUBJECT), b) for sign in ".;:") + 1 or max(
                    0, b - _LONGEST_SUBJECT
                )
            words = line[a:b]
            # the subject begins after the date and the place ("Ngày …, tại trụ sở …, Phó Thủ tướng …")
            cut = [x.end() for x in re.finditer(r"(?:^|,\s+|\btại [^,]{3,80},\s+|\n)", words)]
            for start in sorted({0, *cut}):
                piece = text[offset + a + start : offset + b].strip()
                if re.match(r"(?:ngày|chiều|sáng|tối|tại|vào|trong|dưới|theo)\b", comparable(piece), re.IGNORECASE):
                    continue
                found = person(piece)
                if found:
                    why["meeting.chair"] = (_CHAIRS.get(m.lastgroup or "", "meeting:subject of chairing"),)
                    return found
    return None


def _lines(same: str) -> list[tuple[int, str]]:
    out = []
    at = 0
    for line in same.split("\n"):
        out.append((at, line))
        at += len(line) + 1
    return out


def _reporter(text: str, same: str, why: Why) -> Person | None:
    for m in _REPORT.finditer(same):
        group = "of" if m.group("of") else "who"
        found = person(text[m.start(group) : m.end(group)])
        if found and (
            found.name
            or (
                found.position
                and re.match(r"(?:Phó |Chủ tịch|Giám đốc|Bộ trưởng|Thứ trưởng|Trưởng|Chánh)", found.position)
            )
        ):
            why["meeting.reporter"] = ("meeting:heard before the conclusions",)
            return found
    return None


def _speakers(text: str, same: str, why: Why) -> tuple[str, ...]:
    out: list[str] = []
    for m in _SPOKE.finditer(same):
        listed = text[m.start("list") : m.end("list")].replace("*", "")
        plain = comparable(listed)
        brackets = re.findall(r"\(([^()]+)\)", plain)
        if brackets:
            out += [part.strip() for inner in brackets for part in _members(inner)]
            rest = re.sub(r"\([^()]*\)", " ", plain)
            tail = re.search(r"ý kiến của\s+(.+)$", rest, re.IGNORECASE)
            if tail:
                out.append(tail.group(1))
        else:
            out += _members(plain)
    found = tuple(
        dict.fromkeys(
            s
            for s in (" ".join(x.split()).strip(" ,;.") for x in out)
            if s and len(s) < 120 and not _NOBODY.fullmatch(s)
        )
    )
    if found:
        why["meeting.speakers"] = ("meeting:opinions of",)
    return found


def _members(listed: str) -> list[str]:
    """Such as "Thông tin và Truyền thông, Y tế" apart; a field's own "và" and comma are kept."""
    parts = re.split(r"[,;]\s*", listed)
    out: list[str] = []
    i = 0
    while i < len(parts):
        for n in (3, 2, 1):
            joined = ", ".join(parts[i : i + n])
            name = re.sub(r"^(?:Sở|Bộ|lãnh đạo|Lãnh đạo|đại diện)\s+", "", joined)
            if n == 1 or folded(name) in _KEY_FIELDS:
                out.append(joined)
                i += n
                break
    return out


def _attendees(text: str, same: str, why: Why) -> tuple[str, ...]:
    for m in _ATTEND.finditer(same):
        a, b = m.span("list")
        parts = [" ".join(text[x:y].replace("*", "").split()).strip(" ,;.:-") for x, y in listed(same, a, b)]
        found = tuple(p for p in parts if 2 < len(p) < 160 and not p.lower().startswith(("vắng", "sau khi")))
        if found:
            why["meeting.attendees"] = ("meeting:list of those attending",)
        return found
    return ()
