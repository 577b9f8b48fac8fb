"""Accept what was reported of a part: it is done on the day of the report."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.followup.commands._parts import take_part_step
from dondoc.followup.part_models import Part


def accept_part(*, actor: User, part_id: int, now: dt.datetime, request_id: str = "") -> Part:
    """Accept a part. The whole is not reported by that: it is proposed to who holds it.

    Args:
        actor: who divided, or stands above; never who reported it.
        part_id: the part.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not decide on it, or reported it themselves.
        Conflict: it is in no state for it, or what it is a part of is closed.
    """

    def apply(part: Part, day: dt.date) -> None:
        part.completed_on, part.closed_on = part.reported_on, day

    return take_part_step(verb="accept_part", actor=actor, part_id=part_id, now=now, request_id=request_id, apply=apply)
