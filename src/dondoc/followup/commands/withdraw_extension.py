"""Take a request for another deadline back, before it is decided."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.commands import _steps
from dondoc.followup.models import Extension
from dondoc.followup.selectors import extension_for
from dondoc.followup.telling import tell_of_request


def withdraw_extension(*, actor: User, extension_id: int, now: dt.datetime, request_id: str = "") -> Extension:
    """Take the request back.

    Args:
        actor: one of the unit's people.
        extension_id: the request.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: not of this unit.
        Conflict: it was decided or withdrawn already.
    """
    asked = extension_for(actor, extension_id)
    with transaction.atomic():
        assignment = lock_assignment(actor, asked.assignment_id)
        extension = Extension.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=asked.id)
        extension.state = _steps.take_extension_step("withdraw", actor, assignment, extension, now)
        extension.save(update_fields=["state"])
        _steps.tell(
            assignment, events.EXTENSION_WITHDRAWN, {"extension_id": extension.id}, actor=actor, now=now,
            request_id=request_id,
        )  # fmt: skip
        tell_of_request(actor, assignment, events.EXTENSION_WITHDRAWN, now=now)
    return extension
