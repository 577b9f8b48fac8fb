"""Acknowledge a part: who has it has seen it."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.followup.commands._parts import drop_remark, take_part_step
from dondoc.followup.part_models import Part


def acknowledge_part(*, actor: User, part_id: int, now: dt.datetime, request_id: str = "") -> Part:
    """Acknowledge a part that was given.

    Args:
        actor: who has it: the person named, or the unit's people where none is.
        part_id: the part.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not have it.
        Conflict: it is in no state for it, or what it is a part of is closed.
    """
    return take_part_step(
        verb="acknowledge_part", actor=actor, part_id=part_id, now=now, request_id=request_id, apply=drop_remark
    )
