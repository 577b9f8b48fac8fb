"""Other documents that the text cites with a number: type, number, and the date printed beside it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass

from .dates import day_of
from .model import Reference
from .normalise import comparable, folded

_TYPES = (
    "Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông cáo|Thông báo kết luận|Thông báo|Hướng dẫn|Chương trình|Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Biên bản|Tờ trình|"
    "Hợp đồng|Công văn|Công điện|Giấy mời|Thông tư liên tịch|Thông tư|Nghị định|Luật|Pháp lệnh|Lệnh|Kết luận|Văn bản|Thông tri|Phiếu chuyển"
)
_GROUP = r"[A-ZĐ][A-Za-zĐđƯÂƠÊÔưâơêô0-9&.,+]*"
_NUMBER = rf"\d+[a-zA-Z]?\s?/\s?(?:\d{{4}}\s?/\s?)?{_GROUP}(?:\s?[-–]\s?{_GROUP})*(?:/{_GROUP})?|\d+\s?-\s?(?:{_GROUP})\s?/\s?{_GROUP}"
_CITE = re.compile(
    rf"(?:(?P<type>{_TYPES})(?:\s+(?:kết luận|liên tịch|khẩn|hỏa tốc))?\s+)?(?:(?P<no>số)\s*:?\s*)?(?P<number>{_NUMBER})"
    r"(?:\s*,?\s*(?:\(\s*)?(?:ký\s+)?(?:ban hành\s+)?ngày\s+(?P<d>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<m>\d{1,2})\s*(?:/|-|\.|,?\s*năm)\s*(?P<y>\d{4}))?",
    re.I,
)
_ISSUED = re.compile(r"[Nn]gày\s+(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})\s*,?\s+(?:[^.;]{3,90}?\s)?(?:ban hành|có|ký|thông qua|ra|gửi)\s+(?:\w+\s+){0,2}$")
_SYMBOL = re.compile(r"[A-ZĐ]{2,}|[A-ZĐ][a-z]?[A-ZĐ]|QH\d+|[A-Z]-")


@dataclass(slots=True)
class _Found:
    type: str | None
    number: str
    date: dt.date | None
    start: int
    end: int


def _flat(text: str) -> tuple[str, list[int], list[int]]:
    """The text with each run of white space (line breaks, indents) as one space, and the way back."""
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for m in re.finditer(r"[^\s*|]+", text):
        starts.append(length)
        origins.append(m.start())
        out.append(m.group())
        length += len(m.group()) + 1
    return " ".join(out), starts, origins


def find_references(text: str, start: int, own: tuple[str | None, str | None]) -> tuple[Reference, ...]:
    """The documents cited from `start` on, once each, in order of first mention.

    Args:
        text: the whole text.
        start: where to begin (after the header's own number).
        own: the document's own number and symbol, which are no reference.

    Returns:
        References; the date is the one printed at any mention.
    """
    flat, starts, origins = _flat(text[start:])
    same = comparable(flat)
    own_number = f"{own[0]}/{own[1]}".lower() if own[0] and own[1] else None

    def origin(at: int) -> int:
        i = bisect_right(starts, at) - 1
        return start + origins[i] + at - starts[i]

    found: dict[str, _Found] = {}
    last_type: str | None = None
    for m in _CITE.finditer(same):
        number = re.sub(r"\s?([/-])\s?", r"\1", flat[m.start("number") : m.end("number")].replace("–", "-")).rstrip(".,-")
        if not _is_number(number, typed=bool(m.group("type") or m.group("no"))):
            continue
        kind = m.group("type")
        if kind:
            last_type = kind
        elif m.group("no") and last_type and re.search(r"[,;]\s*(?:và\s+)?$|\bvà\s+$", same[: m.start()][-6:]):
            kind = last_type  # "các Thông báo số …; số …"
        kind = _plain_type(kind, same, m.start())
        date = day_of(int(m.group("d")), int(m.group("m")), int(m.group("y"))) if m.group("d") else None
        if date is None:
            issued = _ISSUED.search(same, max(0, m.start() - 140), m.start())
            if issued and _directly(same[issued.end() : m.start()]):
                date = day_of(*(int(g) for g in issued.groups()))
        key = folded(number)
        if number.lower() == own_number or key == folded(own_number or "\0"):
            continue
        if key in found:
            known = found[key]
            known.date = known.date or date
            known.type = known.type or kind
            continue
        found[key] = _Found(kind, number, date, origin(m.start("number")), origin(m.end("number") - 1) + 1)
    return tuple(Reference(f.type, f.number, f.date, f.start, f.end) for f in found.values())


def _directly(between: str) -> bool:
    return len(between.strip()) < 40 and not re.search(r"[.;]", between)


def _plain_type(kind: str | None, same: str, at: int) -> str | None:
    if kind is None:
        return "Văn bản" if re.search(r"văn bản\s*(?:số\s*)?$", same[max(0, at - 20) : at], re.I) else None
    kind = kind[0].upper() + kind[1:].lower()
    return "Thông báo" if kind == "Thông báo kết luận" else kind


def _is_number(number: str, *, typed: bool) -> bool:
    """Whether it is a document's number and no fraction, date or unit ("24/34", "100.000 đồng/người")."""
    rest = re.sub(r"^\d+[a-zA-Z]?", "", number).lstrip("/-")
    rest = re.sub(r"^\d{4}/", "", rest)
    if not rest or not rest[0].isupper():
        return False
    groups = re.split(r"[-/]", rest)
    return (len(groups) > 1 and any(_SYMBOL.match(g) for g in groups)) or (typed and bool(_SYMBOL.match(rest)))
