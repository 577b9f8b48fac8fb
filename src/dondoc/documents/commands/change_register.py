"""Rename a register, regroup its kinds, close it or open it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands import _checks
from dondoc.documents.models import Register
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
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
    _checks.require_keeper(actor)
    title = " ".join(name.split()) if name is not None else None
    if title is not None and not 0 < len(title) <= 200:  # noqa: PLR2004  the column's length
        raise BadInput(_("Hãy đặt tên sổ, tối đa 200 ký tự."), field="name")
    _checks.refuse_unknown(kinds or ())
    with transaction.atomic():
        _checks.hold_registers(actor.jurisdiction_id)
        register = _checks.locked_register(actor, register_id)
        new: dict[str, Any] = {
            "name": title if title is not None else register.name,
            "kinds": list(dict.fromkeys(kinds if kinds is not None else register.kinds)),
            "agency_symbol": register.agency_symbol,
            "closed_on": register.closed_on,
        }
        if agency_symbol is not None and register.direction == Direction.ISSUED:
            new["agency_symbol"] = _checks.clean_letters(agency_symbol)
        if closed is not None:
            new["closed_on"] = (register.closed_on or local_day(now)) if closed else None
        changed = {
            column: [_json(getattr(register, column)), _json(value)]
            for column, value in new.items()
            if getattr(register, column) != value
        }
        if not changed:
            return register
        if new["closed_on"] is None:
            _checks.refuse_overlap(register, new["kinds"])
        added = [kind for kind in new["kinds"] if kind not in register.kinds]
        _checks.refuse_moved(register, added, numbering.year_of(local_day(now)))
        for column, value in new.items():
            setattr(register, column, value)
        try:
            with transaction.atomic():
                register.save(update_fields=list(new))
        except IntegrityError as error:
            if "register_name_unique" not in str(error):
                raise
            raise Conflict(_("Cơ quan này đã có sổ tên “%(name)s”.") % {"name": title}, code="register_name") from error
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.REGISTER, register.id, events.REGISTER_CHANGED, changed)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return register


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
