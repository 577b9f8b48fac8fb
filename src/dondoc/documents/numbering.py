"""Numbers and symbols of documents: how they are composed and written (NĐ 30/2020/NĐ-CP, Điều 15 and phụ lục I, ô 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from dondoc.documents.kinds import ABBREVIATIONS, BY_DRAFTER, WITHOUT_SYMBOL

_PART = re.compile(r"[A-ZĐƯƠ][A-Za-zĐđƯưƠơ0-9&.]{0,19}(?:-[A-ZĐƯƠ][A-Za-zĐđƯưƠơ0-9&.]{0,19})*")
_TWO_DIGITS = 10


def written(number: int) -> str:
    """A number as it is printed: below 10 with a zero before it ("05"; phụ lục I, ô 3)."""
    return f"{number:02d}" if number < _TWO_DIGITS else str(number)


def symbol_of(*, kind: str, agency: str, drafter: str = "") -> str:
    """Compose the symbol of a document.

    Args:
        kind: one of the 29 kinds.
        agency: the issuing agency's letters ("VP", "UBND").
        drafter: the letters of the unit that drafted a công văn ("KT").

    Returns:
        "TB-VP" for kinds with a name, "UBND-KT" for a công văn, "" for a thư công.

    Raises:
        KeyError: there is no such kind.
    """
    short = ABBREVIATIONS[kind]
    if kind in WITHOUT_SYMBOL:
        return ""
    if kind in BY_DRAFTER:
        return f"{agency}-{drafter}" if drafter else agency
    return f"{short}-{agency}"


def code_of(number: int, symbol: str) -> str:
    """Number and symbol with the stroke between them and no space ("13/TB-VP")."""
    return f"{written(number)}/{symbol}" if symbol else written(number)


def is_symbol_part(text: str) -> bool:
    """Whether `text` can stand in a symbol: capital first, groups joined by hyphens, no space, no stroke."""
    return bool(_PART.fullmatch(text))


def takes(kinds: Collection[str], kind: str, *, others: Collection[str]) -> bool:
    """Whether a document of `kind` goes into a register.

    Args:
        kinds: those that the register names; none: every kind that no other open register of the agency names.
        kind: the document's.
        others: the kinds that the agency's other open registers name.
    """
    return kind in kinds if kinds else kind not in others


def year_of(day: dt.date) -> int:
    """The year whose series a document of this local day belongs to: numbers run from 1 January to 31 December."""
    return day.year
