"""Record a task that the centre gave the province."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central.commands import _steps
from dondoc.central.commands._facts import Facts, checked, new_key
from dondoc.central.commands._recording import NewTask, write_tasks
from dondoc.central.models import CentralTask
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.organizations.changes import hold_organization


def record_central_task(
    *,
    actor: User,
    facts: Facts,
    now: dt.datetime,
    due_on: dt.date | None = None,
    given_on: dt.date | None = None,
    request_id: str = "",
) -> CentralTask:
    """Record a task; it counts from the day of the document that gives it, however late it is recorded here.

    Args:
        actor: of the office.
        facts: what is known of it.
        now: the moment of recording.
        due_on: the centre's deadline, none where it has none.
        given_on: the day from which it counts; the document's where not given, else today.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: not of the office.
        BadInput: no content, a day that cannot be, a unit, field or person that is not there.
        Conflict: the task is recorded already (`recorded_already`, with `task_id`).
    """
    _steps.require_keeper(actor)
    kept = checked(actor, facts)
    today = local_day(now)
    given = min(given_on or kept.document_issued_on or today, today)
    if given_on is not None:
        _steps.not_to_come(given_on, today, field="given_on")
    _steps.sane_day(due_on, field="due_on")
    if due_on is not None and due_on < given:
        raise BadInput(
            _("Hạn Trung ương (%(due)s) trước ngày giao (%(given)s).")
            % {"due": f"{due_on:%d/%m/%Y}", "given": f"{given:%d/%m/%Y}"},
            code="due_before_given", field="due_on",
        )  # fmt: skip
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)  # of two who record the same task the second is told
        item = NewTask(kept, new_key(actor.jurisdiction_id, kept), due_on, given)
        return write_tasks([item], actor=actor, now=now, request_id=request_id)[0]
