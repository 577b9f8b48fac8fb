"""Pure rules of documents: whose task it is, and when two documents are the same one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from dondoc.documents.choices import Direction, Origin
from dondoc.foundation.text import fold

_CENTRAL_ISSUERS = (
    "chinh phu", "thu tuong", "van phong chinh phu", "thanh tra chinh phu", "ngan hang nha nuoc viet nam",
    "quoc hoi", "uy ban thuong vu quoc hoi", "chu tich nuoc", "van phong quoc hoi", "uy ban dan toc",
    "ban to chuc can bo chinh phu", "kiem toan nha nuoc", "dai tieng noi viet nam", "thong tan xa viet nam",
)  # fmt: skip
_CENTRAL_SYMBOL = re.compile(r"(?:^|-)(?:CP|TTG|VPCP|TTCP|NHNN|UBTVQH\d*|QH\d*|B[A-ZĐ]{2,}|BTTTT|UBDT)(?:-|$)")
# "Bộ Chỉ huy Quân sự tỉnh", "Bộ đội Biên phòng tỉnh" are of the province though they begin as ministries do.
_NOT_A_MINISTRY = ("bo chi huy", "bo doi", "bo phan", "bo tu lenh")

# Where the reader's reasons (`Reading.why`) stand for what is recorded of a document.
WHY_PATHS: dict[str, tuple[str, ...]] = {
    "type_name": ("document.type",),
    "number": ("document.number",),
    "symbol": ("document.symbol",),
    "issued_on": ("document.date", "document.date_text"),
    "place": ("document.place",),
    "issuer": ("document.issuer",),
    "subject": ("document.subject",),
    "urgency": ("document.urgency",),
    "signer_authority": ("document.signer.authority",),
    "signer_position": ("document.signer.position",),
    "signer_name": ("document.signer.name",),
    "recipients": ("document.recipients",),
}


class NumberKey(NamedTuple):
    """What two copies of one document share whatever the file: number, symbol, issuer, year."""

    number: str
    symbol: str
    issuer: str
    year: int


def suggest_origin(*, issuer: str, symbol: str) -> Origin:
    """Return whose task a document of this issuer is; the person who registers it may say otherwise."""
    name = fold(issuer)
    if name.startswith("bo ") and not name.startswith(_NOT_A_MINISTRY) and "tinh" not in name.split():
        return Origin.CENTRAL
    if name in _CENTRAL_ISSUERS or name.startswith(("van phong chinh phu", "thu tuong chinh phu")):
        return Origin.CENTRAL
    if not name and _CENTRAL_SYMBOL.search(symbol.upper()):
        return Origin.CENTRAL
    return Origin.PROVINCE


def suggest_direction(issuer: str) -> Direction:
    """Return whether the office issued a document of this issuer or received it; a person may say otherwise."""
    name = fold(issuer).replace("uy ban nhan dan", "ubnd")
    own = name.startswith(("ubnd tinh", "van phong ubnd tinh", "chu tich ubnd tinh"))
    return Direction.ISSUED if own or not name else Direction.RECEIVED


def number_key(*, number: str, symbol: str, issuer: str, issued_on: dt.date | None) -> NumberKey | None:
    """Return the key by which a document is known, or None where the text lacks a part of it."""
    parts = fold(number).lstrip("0 "), fold(symbol), fold(issuer)
    if not all(parts) or issued_on is None:
        return None
    return NumberKey(*parts, issued_on.year)


def search_text(*, type_name: str, number: str, symbol: str, issuer: str, subject: str, signer_name: str) -> str:
    """Return what a document is found by, folded."""
    code = f"{number}/{symbol}" if number and symbol else number or symbol
    return fold(f"{type_name} {code} {issuer} {subject} {signer_name}")


def why_of_facts(why: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the reader's reasons for header and meeting, as they are kept with the document."""
    return {path: list(rules) for path, rules in why.items() if path.startswith(("document.", "meeting."))}


def why_without(why: Mapping[str, list[str]], changed: Collection[str]) -> dict[str, list[str]]:
    """Return the reasons that still hold after a person changed some fields: a person's word has no rule."""
    gone = {path for name in changed for path in WHY_PATHS.get(name, ())}
    return {path: rules for path, rules in why.items() if path not in gone}
