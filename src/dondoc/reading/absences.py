"""Who was absent from a meeting and why, and who came instead."""

from __future__ import annotations

import re

from .model import Person, Substitute
from .normalise import comparable
from .persons import listed, person

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


def absences(text: str, same: str) -> tuple[tuple[Person, ...], tuple[Substitute, ...], str]:
    """Who was absent, who came for whom.

    Args:
        text: the opening paragraphs.
        same: the same in its comparable form.

    Returns:
        The absent, the substitutes, and the name of the rule that found the absent.
    """
    absent: list[Person] = []
    substitutes: list[Substitute] = []
    for m in _ABSENT_LIST.finditer(same) if "vắng" in same.lower() else ():
        for a, b in listed(same, m.end(), _list_end(same, m.end(), bracket=m.group("open") == "(")):
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
        for a, b in listed(same, m.start("list"), m.end("list")):
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
