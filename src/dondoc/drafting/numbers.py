"""Which number a draft would get now: of which register, and which reserved ones it might get instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dondoc.documents import numbering
from dondoc.documents.choices import EntryState
from dondoc.documents.models import Register, RegisterYear
from dondoc.documents.register_selectors import entries_of
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import register_for, symbol_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A reserved number with its day, in words."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Following:
    """The next number; somebody else may take it before.

    Attributes:
        register: where it is taken.
        code: number and symbol.
        words: the same with its day.
        reserved: numbers of this register that were kept.
    """

    register: Register
    code: str
    words: str
    reserved: Sequence[Kept]


def following_number(draft: OutgoingDraft, *, on: dt.date) -> Following | None:
    """The number that the draft would get on a day; None where no register takes its kind."""
    register = register_for(draft)
    if register is None:
        return None
    last = (
        RegisterYear.objects.filter(jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=on.year)
        .values_list("last_number", flat=True)
        .first()
    )
    symbol = symbol_of(draft, register)
    kept = entries_of(register, on.year, state=EntryState.RESERVED)
    return Following(
        register,
        code := numbering.code_of((last or 0) + 1, symbol),
        _worded(code, on),
        [Kept(entry.id, _worded(numbering.code_of(entry.number, symbol), entry.entered_on)) for entry in kept],
    )


def _worded(code: str, day: dt.date) -> str:
    return _("%(code)s, ngày %(day)s") % {"code": code, "day": f"{day:%d/%m/%Y}"}
