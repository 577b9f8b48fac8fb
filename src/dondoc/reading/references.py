"""Other documents that the text cites with a number: type, number, and the date printed beside it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from .dates import day_of
from .model import Reference, Why
from .normalise import comparable_document, folded

_TYPES = (
    "Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông cáo|Thông báo kết luận|Thông báo|Hướng dẫn|Chương trình|Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Biên bản|Tờ trình|"
    "Hợp đồng|Công văn|Công điện|Giấy mời|Thông tư liên tịch|Thông tư|Nghị định|Luật|Pháp lệnh|Lệnh|Kết luận|Văn bản|Thông tri|Phiếu chuyển"
)
_GROUP = r"[A-ZĐ](?:[A-Za-zĐđƯÂƠÊÔưâơêô0-9&+]|[.,](?=[A-ZĐ&]))*"
_NUMBER = re.compile(
    rf"(?P<number>\d(?<![\w/.,].)\d*(?:[a-zA-Z]?\s?/\s?(?:\d{{4}}\s?/\s?)?{_GROUP}(?:[ ]?[-–]\s*{_GROUP})*(?:/{_GROUP})?|\s?-\s?{_GROUP}\s?/\s?{_GROUP}))"
    r"(?:[\s*]*,?[\s*]*(?:\(\s*)?(?:ký\s+)?(?:ban hành\s+)?ngày\s+(?P<d>\d{1,2})\s*(?:/|-|\.|tháng)\s*(?P<m>\d{1,2})\s*(?:/|-|\.|,?\s*năm)\s*(?P<y>\d{4}))?"
)
_BEFORE = re.compile(
    rf"(?:\b(?P<type>{_TYPES})(?:\s+(?:kết luận|liên tịch|khẩn|hỏa tốc))?\s+)?(?P<no>\bsố\s*:?\s*)?$", re.IGNORECASE
)
_ISSUED = re.compile(
    r"[Nn]gày\s+(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})\s*,?\s+(?:[^.;]{3,120}?\s)?(?:ban hành|có|ký|thông qua|ra|gửi)\s+(?:\w+\s+){0,3}$"
)
_JOINT = re.compile(r"\s*([/-])\s*")
_SYMBOL = re.compile(r"[A-ZĐ]{2,}|[A-ZĐ][a-z]?[A-ZĐ]|QH\d+|[A-Z]-")


@dataclass(slots=True)
class _Found:
    type: str | None
    number: str
    date: dt.date | None
    start: int
    end: int
    rules: dict[str, str]


def find_references(
    text: str, start: int, own: tuple[str | None, str | None], why: Why | None = None
) -> tuple[Reference, ...]:
    """The documents cited from `start` on, once each, in order of first mention.

    Args:
        text: the whole text.
        start: where to begin (after the header's own number).
        own: the document's own number and symbol, which are no reference.
        why: takes the names of the rules that decided.

    Returns:
        References; the date is the one printed at any mention.
    """
    same = comparable_document(text)
    own_number = f"{own[0]}/{own[1]}".lower() if own[0] and own[1] else None
    found: dict[str, _Found] = {}
    last_type: str | None = None
    for m in _NUMBER.finditer(same, start):
        number = _tidy(m.group("number"))
        if not _is_number(number, typed=True):
            continue
        kind, numbered, context = _before(same[max(start, m.start() - 220) : m.start()])
        if not _is_number(number, typed=bool(kind) or numbered):
            continue
        rules = {"number": "reference:number with a symbol"}
        if kind:
            rules["type"] = "reference:type before the number"
            last_type = kind = " ".join(kind.split())
        elif numbered and last_type and re.search(r"(?:[,;]|\bvà)\s*$", context[-12:]):
            rules["type"] = "reference:type of the list"
            kind = last_type  # "các Thông báo số …; số …"
        kind = _plain_type(kind)
        date, dated_by = _date(m, context)
        if dated_by:
            rules["date"] = dated_by
        key = folded(number)
        if number.lower() == own_number or key == folded(own_number or "\0"):
            continue
        if known := found.get(key):
            known.date = known.date or date
            known.type = known.type or kind
            known.rules = rules | known.rules
            if known.number.isupper() and not number.isupper():
                known.number = number  # a title in capitals was first
            continue
        found[key] = _Found(
            kind,
            number,
            date,
            m.start("number"),
            m.start("number") + len(same[m.start("number") : m.end("number")].rstrip(".,- ")),
            rules,
        )
    if why is not None:
        for index, one in enumerate(found.values()):
            why |= {f"references.{index}.{name}": (rule,) for name, rule in one.rules.items() if getattr(one, name)}
    return tuple(Reference(f.type, f.number, f.date, f.start, f.end) for f in found.values())


@lru_cache(maxsize=256)
def _tidy(number: str) -> str:
    return _JOINT.sub(r"\1", number).rstrip(".,-")


@lru_cache(maxsize=32)
def _before(passage: str) -> tuple[str | None, bool, str]:
    """The type that stands right before a number, whether "số" does, and what stands before both."""
    context = " ".join(passage.split()) + " "
    before = _BEFORE.search(context, max(0, len(context) - 40))
    if before is None:  # cannot be: every part of the pattern is optional
        return None, False, context
    return before.group("type"), bool(before.group("no")), context[: before.start()]


def _date(m: re.Match[str], context: str) -> tuple[dt.date | None, str]:
    """The date printed beside a number, and the rule that found it."""
    date = day_of(int(m.group("d")), int(m.group("m")), int(m.group("y"))) if m.group("d") else None
    if date is not None:
        return date, "reference:date after the number"
    issued = _ISSUED.search(context) if "gày " in context else None
    if issued:
        return day_of(*(int(g) for g in issued.groups())), "reference:day on which it was issued"
    return None, ""


def _plain_type(kind: str | None) -> str | None:
    if kind is None:
        return None
    kind = kind[0].upper() + kind[1:].lower()
    return "Thông báo" if kind == "Thông báo kết luận" else kind


@lru_cache(maxsize=256)
def _is_number(number: str, *, typed: bool) -> bool:
    """Whether it is a document's number and no fraction, date or unit ("24/34", "100.000 đồng/người")."""
    rest = re.sub(r"^\d+[a-zA-Z]?", "", number).lstrip("/-")
    rest = re.sub(r"^\d{4}/", "", rest)
    if not rest or not rest[0].isupper():
        return False
    groups = re.split(r"[-/]", rest)
    return (len(groups) > 1 and any(_SYMBOL.match(g) for g in groups)) or (typed and bool(_SYMBOL.match(rest)))
