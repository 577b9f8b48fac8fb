"""Rename a register, regroup its kinds, close it or open it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands import _registers, _series
from dondoc.documents.differences import differences
from dondoc.documents.models import Register
from dondoc.foundation.clock import local_day
from dondoc.ledger.append import NewEvent, append


def change_register(
    *,
    actor: User,
    register_id: int,
    name: str | None = None,
    kinds: Sequence[str] | None = None,
    agency_symbol: str | None = None,
    closed: bool | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> Register:
    """Give a register these values; None keeps what is there, and what is the same leaves no event. Numbers that were taken stay as they are.

    Raises:
        Refused: `actor` does not decide on registers.
        NotFound: there is none in the actor's jurisdiction.
        BadInput: a value that cannot be.
        Conflict: another register of the agency has the name, or numbers a kind already or has this year.
    """
    _registers.require_keeper(actor)
    title = _registers.clean_name(name) if name is not None else None
    _series.refuse_unknown(kinds or ())
    with transaction.atomic():
        _registers.hold_registers(actor.jurisdiction_id)
        register = _registers.locked_register(actor, register_id)
        new: dict[str, Any] = {
            "name": title if title is not None else register.name,
            "kinds": list(dict.fromkeys(kinds if kinds is not None else register.kinds)),
            "agency_symbol": register.agency_symbol,
            "closed_on": register.closed_on,
        }
        if agency_symbol is not None and register.direction == Direction.ISSUED:
            new["agency_symbol"] = _series.clean_letters(agency_symbol)
        if closed is not None:
            new["closed_on"] = (register.closed_on or local_day(now)) if closed else None
        changed = differences(register, new)
        if not changed:
            return register
        if new["closed_on"] is None:
            _series.refuse_overlap(register, new["kinds"])
        added = [kind for kind in new["kinds"] if kind not in register.kinds]
        _series.refuse_moved(register, added, numbering.year_of(local_day(now)))
        for column, value in new.items():
            setattr(register, column, value)
        _registers.save_register(register, update_fields=list(new))
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.REGISTER, register.id, events.REGISTER_CHANGED, changed)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return register
