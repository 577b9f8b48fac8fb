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
    name: str,
    kinds: Sequence[str],
    agency_symbol: str,
    closed: bool,
    now: dt.datetime,
    request_id: str = "",
) -> Register:
    """Give a register these values; what is the same leaves no event. Numbers that were taken stay as they are.

    Raises:
        Refused: `actor` does not decide on registers.
        NotFound: there is none in the actor's jurisdiction.
        BadInput: a value that cannot be.
        Conflict: another register of the agency has the name or numbers a kind already.
    """
    _checks.require_keeper(actor)
    title, letters = " ".join(name.split()), " ".join(agency_symbol.split())
    if not title or len(title) > 200:  # noqa: PLR2004  the column's length
        raise BadInput(_("Hãy đặt tên sổ, tối đa 200 ký tự."), field="name")
    with transaction.atomic():
        _checks.hold_registers(actor.jurisdiction_id)
        register = _checks.locked_register(actor, register_id)
        if register.direction == Direction.ISSUED and not numbering.is_symbol_part(letters):
            raise _checks.bad_symbol("agency_symbol", letters)
        new: dict[str, Any] = {
            "name": title,
            "kinds": list(dict.fromkeys(kinds)),
            "agency_symbol": letters if register.direction == Direction.ISSUED else "",
            "closed_on": (register.closed_on or local_day(now)) if closed else None,
        }
        changed = {
            column: [_json(getattr(register, column)), _json(value)]
            for column, value in new.items()
            if getattr(register, column) != value
        }
        if not changed:
            return register
        if not closed:
            _checks.refuse_overlap(register, new["kinds"])
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
