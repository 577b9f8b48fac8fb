"""Decide on a request for another deadline: grant it, perhaps with another day, or refuse it and say why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import ceilings, events
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.commands import _steps
from dondoc.followup.models import Extension
from dondoc.followup.rules import hindrance
from dondoc.followup.selectors import extension_for, rules_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict
from dondoc.foundation.typed import text_of


def decide_extension(
    *,
    actor: User,
    extension_id: int,
    is_granted: bool,
    now: dt.datetime,
    granted_on: dt.date | None = None,
    note: str = "",
    request_id: str = "",
) -> Extension:
    """Grant or refuse.

    Args:
        actor: who set the deadline, who was named in their place, or the chair or leader of the office.
        extension_id: the request.
        is_granted: whether the deadline becomes another.
        now: the moment.
        granted_on: the new last day where it is another than was asked for.
        note: to the unit; needed to refuse.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: they do not decide on this deadline, or asked for it themselves.
        Conflict: it was decided or withdrawn, the assignment is closed, or its deadline is another since.
        BadInput: no reason for refusing, a day that the office's rules do not allow.
    """
    missing = "" if is_granted else _("Hãy nêu lý do không đồng ý.")
    words = text_of(note, field="note", missing=missing)
    asked = extension_for(actor, extension_id)
    with transaction.atomic():
        assignment = lock_assignment(actor, asked.assignment_id)
        extension = Extension.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=asked.id)
        state = _steps.take_extension_step("grant" if is_granted else "refuse", actor, assignment, extension, now)
        extension.decided_at, extension.decided_by_id, extension.note = now, actor.pk, words
        if not is_granted:
            extension.state = state
            extension.save()
            _steps.tell(
                assignment, events.EXTENSION_REFUSED, {"extension_id": extension.id}, actor=actor, now=now,
                request_id=request_id, reason=words,
            )  # fmt: skip
            return extension
        if assignment.due_on != extension.was_due_on:
            raise Conflict(
                _("Thời hạn của nhiệm vụ đã thay đổi từ khi đơn vị xin gia hạn; hãy xem lại đề nghị."),
                code="other_deadline",
            )
        wanted, today = granted_on or extension.wanted_on, local_day(now)
        rules, calendar = rules_of(assignment.jurisdiction_id), calendar_of(actor.jurisdiction_id)
        found = hindrance(
            assignment.due_on, wanted, today, rules=rules, granted=_steps.granted_of(assignment), calendar=calendar
        )
        if found is not None:
            raise _steps.refuse(
                found, due_on=assignment.due_on, wanted_on=wanted, today=today, rules=rules, calendar=calendar,
                field="granted_on",
            )  # fmt: skip
        ceilings.require_within(
            assignment.jurisdiction_id, assignment.directive_id, wanted, today=today, field="granted_on"
        )
        extension.state, extension.granted_on = state, wanted
        extension.save()
        _steps.move_deadline(
            assignment, wanted, events.EXTENSION_GRANTED,
            {"extension_id": extension.id, "was": extension.was_due_on.isoformat(), "note": words},
            actor=actor, now=now, request_id=request_id,
        )  # fmt: skip
    return extension
