"""The meeting that a document reports: date, chair, reporter, who was absent, who came instead, who spoke."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re

from .dates import first_day
from .lexicon import FIELDS
from .model import Meeting, Person, Substitute, Why
from .normalise import comparable, folded
from .persons import person

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
_ABSENT_LIST = re.compile(
    r"\bvắng(?:\s+mặt)?\s*(?:có lý do)?\s*(?:(?:\d+|một|hai|ba)\s+(?:[\w ]{2,40}?)\s*)?(?P<open>:|\()\s*", re.IGNORECASE
)
_ABSENT_NAMED = re.compile(
    r"(?:^|[.;,(:]\s*|\s-\s)(?P<who>(?:đ/c|đồng chí|ông|bà)\s+[^.;,():]{4,40},\s*[A-ZĐÀ-Ỹ][^.;,():]{3,90}?|(?:đ/c|đồng chí|ông|bà|[A-ZĐÀ-Ỹ])[^.;,():]{3,110}?)\s+(?:xin\s+)?(?:vắng|báo vắng)(?:\s+mặt)?(?:\s*\((?P<why>[^)]{3,60})\)|\s+(?:vì|do)\s+(?P<why2>[^,.;()]{3,60}))?"
    r"(?:[,;]?\s*(?:và\s+)?(?:(?:cử|ủy quyền(?: cho)?)\s+)?(?P<sub>[A-ZĐÀ-Ỹ][^,.;()]{2,80}?)\s+(?:đi\s+)?(?:dự thay|họp thay|tham dự thay))?",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\s+(?:\(?(?P<why>(?:đi |bận |nghỉ |ốm|học |họp |dự |tham gia |có lý do|công tác|điều trị|đang )[^(),;]{0,60})\)?)$",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"(?P<group>[^.;,()]{0,80}?)\b(?:cử|ủy quyền(?: cho)?)\s+(?P<post>(?:cấp phó|phó |đại diện|lãnh đạo)[^().;,]{0,90}?)\s*(?:tham dự|dự thay|dự họp|dự|họp thay|chủ trì|thay)[^().;]{0,60}\((?P<list>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)",
    re.IGNORECASE,
)
_STOOD_IN = re.compile(
    r"(?:(?P<unit>[A-ZĐÀ-Ỹ][^.;,():]{3,60}?)\s+)?(?:do|có|cử|ủy quyền)\s+(?P<who>(?:đ/c|đồng chí|ông|bà)\s+[^.;,():]{4,40}(?:,\s*[A-ZĐÀ-Ỹ][^.;,():]{3,70}?)?)\s+(?:đi\s+|đến\s+)?(?:dự thay|họp thay|tham dự thay)\b"
)
_CAME_INSTEAD = re.compile(r"\b(?:dự|họp) thay\b")
# Without these words the slow pattern before cannot match.
_SENDS = re.compile(r"(?:cử|ủy quyền(?: cho)?)\s+(?:cấp phó|phó |đại diện|lãnh đạo)")
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
    absent, substitutes, missed = _absences(text, same)
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


_CHAIRS = {
    "by": "meeting:under the chair of",
    "met": "meeting:subject of working with",
}


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


def _absences(text: str, same: str) -> tuple[tuple[Person, ...], tuple[Substitute, ...], str]:
    absent: list[Person] = []
    substitutes: list[Substitute] = []
    for m in _ABSENT_LIST.finditer(same) if "vắng" in same.lower() else ():
        for a, b in _items(same, m.end(), _list_end(same, m.end(), bracket=m.group("open") == "(")):
            _one_absent(text[a:b], absent, substitutes)
    rule = "meeting:list of the absent" if absent else "meeting:named as absent"
    if not absent and "vắng" in same.lower():
        for m in _ABSENT_NAMED.finditer(same):
            reason = m.group("why") or m.group("why2")
            found = person(text[m.start("who") : m.end("who")], reason.strip() if reason else None)
            if found is None:
                continue
            absent.append(found)
            if m.group("sub"):
                stand_in = person(text[m.start("sub") : m.end("sub")])
                substitutes.append(
                    Substitute(
                        _unit_of(found.position),
                        stand_in.name if stand_in else None,
                        stand_in.position if stand_in else None,
                    )
                )
    for m in _SENT.finditer(same) if _SENDS.search(same.lower()) else ():
        post = _post(text[m.start("post") : m.end("post")])
        level = re.search(
            r"(?:ủy ban nhân dân|UBND)\s+cấp\s+(huyện|xã)|(?:chủ tịch\s+)(?:ủy ban nhân dân|UBND)\s+(?:các\s+)?(huyện|xã)",
            m.group("group") + " " + m.group("post"),
            re.IGNORECASE,
        )
        for a, b in _items(same, m.start("list"), m.end("list")):
            stand_in_for = _sent(text[a:b], post, level.group(1) or level.group(2) if level else None, same)
            if stand_in_for:
                substitutes.append(stand_in_for)
    for m in _STOOD_IN.finditer(same) if "thay" in same and not substitutes else ():
        stand_in = person(text[m.start("who") : m.end("who")])
        if stand_in:
            named = text[m.start("unit") : m.end("unit")] if m.group("unit") else None
            unit = _unit_of(named) or named
            substitutes.append(Substitute(unit, stand_in.name, stand_in.position))
    return tuple(absent), tuple(dict.fromkeys(substitutes)), rule


def _list_end(same: str, start: int, *, bracket: bool) -> int:
    """Where a list ends: at its closing bracket, or at the end of its sentence."""
    depth = 0
    for i in range(start, min(len(same), start + 1500)):
        ch = same[i]
        if ch == "(":
            depth += 1
        elif ch == ")":
            if depth == 0:
                return i
            depth -= 1
        elif not bracket and depth == 0 and (ch == "\n" or (ch == "." and same[i + 1 : i + 2] in ("", " ", "\n"))):
            return i
    return min(len(same), start + 1500)


def _one_absent(piece: str, absent: list[Person], substitutes: list[Substitute]) -> None:
    piece = re.sub(r"\(\s*((?:có )?(?:cử|ủy quyền)[^()]*)\)", r", \1", piece).strip(" .")
    same = comparable(piece)
    sent = re.search(
        r",?\s*(?:cử|ủy quyền(?: cho)?)\s+(?P<who>[^,;]+?)\s*(?:dự thay|họp thay|tham dự|dự|thay)?\s*$",
        same,
        re.IGNORECASE,
    )
    if sent:
        if sent.start() == 0:
            return
        piece_before = piece[: sent.start()]
    else:
        piece_before = piece
    reason = None
    why = _reason(piece_before)
    bracket = re.search(r"\(([^()]{3,60})\)\s*$", piece_before)
    if bracket:
        reason, piece_before = bracket.group(1).strip(), piece_before[: bracket.start()]
    elif why:
        reason, piece_before = piece_before[why.start("why") : why.end("why")].strip(), piece_before[: why.start()]
    found = person(piece_before, reason)
    if found is None or (sent is None and _CAME_INSTEAD.search(same)):
        return
    absent.append(found)
    if sent:
        stand_in = person(piece[sent.start("who") : sent.end("who")])
        substitutes.append(
            Substitute(
                _unit_of(found.position), stand_in.name if stand_in else None, stand_in.position if stand_in else None
            )
        )


def _reason(piece: str) -> re.Match[str] | None:
    """Why somebody was absent, after the name; "Sở Khoa học và Công nghệ Lưu Thế Khải nghỉ ốm" has it once."""
    same = comparable(piece)
    found = None
    at = 0
    while (m := _REASON.search(same, at)) is not None:
        word = same[: m.start()].rsplit(" ", 1)[-1]
        if found is None or word[:1].isupper():
            found = m
        at = m.start() + 1
    return found


def _unit_of(position: str | None) -> str | None:
    """The body that a post belongs to ("Giám đốc Sở Tài chính" -> "Sở Tài chính")."""
    if not position:
        return None
    m = re.match(
        r"(?:Phó\s+)?(?:Chủ tịch|Giám đốc|Thủ trưởng|Trưởng|Chánh|Cục trưởng|Chỉ huy trưởng|Hiệu trưởng|Viện trưởng|Bộ trưởng|Bí thư|Tổng Giám đốc)\s+(?P<unit>.+)$",
        position,
    )
    return m.group("unit") if m else None


def _post(words: str) -> str | None:
    words = " ".join(words.split())
    return (
        None
        if not words or comparable(words).lower().startswith(("cấp phó", "đại diện", "lãnh đạo"))
        else words[0].upper() + words[1:]
    )


def _sent(piece: str, post: str | None, level: str | None, same_text: str) -> Substitute | None:
    """Such as "Sở Nội vụ (ông Hồ Minh Hải)": the unit and whom it sent."""
    m = re.match(r"\s*(?P<unit>[^()]+?)\s*(?:\((?P<who>[^()]*)\)|:\s*(?P<who2>.+))?\s*$", piece)
    if not m or not m.group("unit").strip():
        return None
    who = person(m.group("who") or m.group("who2") or "")
    unit = " ".join(m.group("unit").split()).strip(" ,;-–")
    if level and not re.match(
        r"(?:UBND|Ủy ban|Huyện|Thành phố|Thị xã|huyện|thành phố|thị xã|xã|phường)", comparable(unit)
    ):
        unit = f"UBND {_level_of(unit, level, same_text)} {unit}"
    name = who.name if who else (" ".join((m.group("who") or "").split()) or None)
    return Substitute(unit, name, (who.position if who else None) or post)


def _level_of(place: str, default: str, same_text: str) -> str:
    """Huyện, thành phố or thị xã, as the text itself calls the place; else the level it speaks of."""
    m = re.search(
        rf"\b(huyện|thành phố|thị xã|quận|phường|xã|đặc khu)\s+{re.escape(comparable(place))}\b",
        same_text,
        re.IGNORECASE,
    )
    return m.group(1).lower() if m else default


def _items(same: str, start: int, end: int) -> list[tuple[int, int]]:
    """Members of a list between commas or semicolons that stand outside parentheses."""
    separators = ";" if ";" in same[start:end] else ",;"
    out: list[tuple[int, int]] = []
    depth = 0
    at = start
    for i in range(start, end):
        ch = same[i]
        depth += (ch == "(") - (ch == ")")
        if depth == 0 and ch in separators:
            if ch == "," and re.match(r",\s*(?:cử|ủy quyền)", same[i:end]):
                continue
            if ch == "," and re.match(r",\s*(?:Phó |Chủ tịch|Giám đốc|Trưởng|Chánh)", same[i:end]):
                named = person(same[at:i])
                if named and named.name and not named.position:
                    continue  # "Lê Văn Hùng, Trưởng phòng Tư pháp" is one
            out.append((at, i))
            at = i + 1
    out.append((at, end))
    return [(a, b) for a, b in out if same[a:b].strip(" ,;.")]


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
        parts = [" ".join(text[x:y].replace("*", "").split()).strip(" ,;.:-") for x, y in _items(same, a, b)]
        found = tuple(p for p in parts if 2 < len(p) < 160 and not p.lower().startswith(("vắng", "sau khi")))
        if found:
            why["meeting.attendees"] = ("meeting:list of those attending",)
        return found
    return ()
