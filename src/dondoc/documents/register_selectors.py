"""Reading registers. Every function is given the person, and gives only what they may know of."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.choices import EntryState
from dondoc.documents.models import Register, RegisterEntry, RegisterYear
from dondoc.documents.permissions import may_number, may_see_registers
from dondoc.foundation.errors import NotFound, Refused
from dondoc.foundation.text import fold


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register with what it holds in a year."""

    register: Register
    last_number: int
    reserved: int
    voided: int
    latest: RegisterEntry | None


def registers_of(user: User, year: int) -> list[RegisterRow]:
    """Return the registers that `user` may look into, open ones first, by agency and name.

    Raises:
        Refused: this person keeps no registers.
    """
    found = list(_visible(user).select_related("unit").order_by("direction", "unit__sort_key", "name"))
    found.sort(key=lambda register: register.closed_on is not None)
    return _rows(found, user.jurisdiction_id, year)


def register_row(user: User, register_id: int, year: int) -> RegisterRow:
    """Return one register with what it holds in a year.

    Raises:
        Refused: this person keeps no registers.
        NotFound: there is none in their jurisdiction.
    """
    return _rows([register_of(user, register_id)], user.jurisdiction_id, year)[0]


def register_of(user: User, register_id: int) -> Register:
    """Return one register with its agency.

    Raises:
        Refused: this person keeps no registers.
        NotFound: there is none in their jurisdiction.
    """
    found = _visible(user).select_related("unit").filter(id=register_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy sổ này. Hãy chọn lại trong danh sách sổ."))
    return found


def open_registers(user: User, direction: str) -> list[Register]:
    """Return the open registers of a direction into which this person may enter something; none for others."""
    if not may_number(user):
        return []
    found = Register.objects.filter(jurisdiction_id=user.jurisdiction_id, direction=direction, closed_on=None)
    return list(found.select_related("unit").order_by("unit__sort_key", "name"))


def entries_of_document(user: User, document_id: int) -> list[RegisterEntry]:
    """Return the lines of registers that a document stands in, where this person may look into registers."""
    if not may_see_registers(user):
        return []
    found = RegisterEntry.objects.filter(jurisdiction_id=user.jurisdiction_id, document_id=document_id)
    return list(found.select_related("register").order_by("id"))


def entry_of(user: User, entry_id: int) -> RegisterEntry:
    """Return one line with its register and the agency.

    Raises:
        Refused: this person keeps no registers.
        NotFound: there is none in their jurisdiction.
    """
    _visible(user)
    rows = RegisterEntry.objects.select_related("register", "register__unit", "document")
    found = rows.filter(jurisdiction_id=user.jurisdiction_id, id=entry_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy số này trong sổ."))
    return found


def entries_of(register: Register, year: int, *, search: str = "", state: str = "") -> QuerySet[RegisterEntry]:
    """Return the lines of a register in a year, by number, narrowed to what is sought."""
    rows = RegisterEntry.objects.select_related("register").order_by("number")
    found = rows.filter(jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=year)
    for word in fold(search).split():
        found = found.filter(Q(search_text__contains=word))
    return found.filter(state=state) if state else found


def years_of(register: Register, today_year: int) -> list[int]:
    """Return the years in which the register has numbers, and this one, newest first."""
    rows = RegisterYear.objects.filter(jurisdiction_id=register.jurisdiction_id, register_id=register.id)
    return sorted({today_year, *rows.values_list("year", flat=True)}, reverse=True)


def missing_numbers(register: Register, year: int) -> list[int]:
    """Return the numbers up to the last one that no line of the register bears; there must be none."""
    row = RegisterYear.objects.filter(
        jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=year
    ).first()
    there = set(entries_of(register, year).values_list("number", flat=True))
    return [number for number in range(1, (row.last_number if row else 0) + 1) if number not in there]


def _rows(registers: list[Register], jurisdiction_id: int, year: int) -> list[RegisterRow]:
    here = {"jurisdiction_id": jurisdiction_id, "year": year, "register_id__in": [each.id for each in registers]}
    last = dict(RegisterYear.objects.filter(**here).values_list("register_id", "last_number"))
    states = RegisterEntry.objects.filter(**here).exclude(state=EntryState.TAKEN).values_list("register_id", "state")
    counted = {(register, state): count for register, state, count in states.annotate(count=Count("id"))}
    newest = RegisterEntry.objects.filter(**here).order_by("register_id", "-number").distinct("register_id")
    latest = {entry.register_id: entry for entry in newest}
    return [
        RegisterRow(
            register,
            last.get(register.id, 0),
            counted.get((register.id, EntryState.RESERVED), 0),
            counted.get((register.id, EntryState.VOIDED), 0),
            latest.get(register.id),
        )
        for register in registers
    ]


def _visible(user: User) -> QuerySet[Register]:
    if not may_see_registers(user):
        raise Refused(_("Sổ văn bản dành cho Văn phòng UBND tỉnh."))
    return Register.objects.filter(jurisdiction_id=user.jurisdiction_id)
