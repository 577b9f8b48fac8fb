"""Give a document the next number of its register: at issue, under a row lock, never twice."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands import _facts, _registers, _series
from dondoc.documents.models import RegisterEntry
from dondoc.foundation.clock import local_day
from dondoc.ledger.append import NewEvent, append


def take_number(
    *, actor: User, register_id: int, facts: _facts.Facts, now: dt.datetime, request_id: str = ""
) -> RegisterEntry:
    """Take the next number for a document of today (NĐ 30/2020/NĐ-CP, Điều 15).

    An earlier day needs a number that was reserved on it: see `use_reserved_number`.

    Raises:
        Refused: `actor` does not number documents.
        NotFound: no such register, or no such document for the actor.
        BadInput: a value that cannot be, or a kind that another register numbers.
        Conflict: the register is closed, or another one has given this number and symbol.
    """
    _registers.require_number(actor)
    columns = _facts.clean_facts(facts, actor)
    _facts.require_subject(columns)
    day = local_day(now)
    year = numbering.year_of(day)
    with transaction.atomic():
        _registers.hold_grouping(actor.jurisdiction_id)
        register = _registers.open_register_of(actor, register_id, Direction.ISSUED)
        kind, symbol = _series.symbol_in(register, facts)
        (number,) = _series.next_numbers(register, year)
        entry = RegisterEntry(
            jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=year, number=number,
            entered_on=day, kind=kind, symbol=symbol, created_at=now, created_by_id=actor.id, **columns,
        )  # fmt: skip
        _series.refuse_used_code(entry, register)
        entry.search_text = _facts.search_text(entry)
        entry.save(force_insert=True)
        append(
            jurisdiction_id=register.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER_ENTRY,
                    entry.id,
                    events.NUMBER_TAKEN,
                    {
                        "register_id": register.id,
                        "year": year,
                        "number": number,
                        **_facts.recorded(entry),
                    },
                    is_first=True,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return entry
