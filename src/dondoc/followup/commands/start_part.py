"""Start a part."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.followup.commands._parts import drop_remark, take_part_step
from dondoc.followup.part_models import Part


def start_part(*, actor: User, part_id: int, now: dt.datetime, request_id: str = "") -> Part:
    """Note that work on a part has begun.

    Args:
        actor: who has it.
        part_id: the part.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not have it.
        Conflict: it is in no state for it, or what it is a part of is closed.
    """
    return take_part_step(
        verb="start_part", actor=actor, part_id=part_id, now=now, request_id=request_id, apply=drop_remark
    )
