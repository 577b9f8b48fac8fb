"""Note that the centre was answered: on which day, by which document."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.foundation.clock import local_day
from dondoc.foundation.typed import text_of


def report_upward(
    *,
    actor: User,
    task_id: int,
    report_document: str,
    now: dt.datetime,
    reported_on: dt.date | None = None,
    note: str = "",
    request_id: str = "",
) -> CentralTask:
    """Note the answer. By the centre's clock its day counts; the centre may still give it back.

    Args:
        actor: of the office.
        task_id: which task.
        report_document: number of the document that answers.
        now: the moment.
        reported_on: its day; today where not given.
        note: what was answered, in a few words.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they do not keep it.
        Conflict: it was answered before, or is closed.
        BadInput: no number, a day to come or before the task's last change.
    """
    number = _steps.line_of(
        report_document, field="report_document", missing=_("Hãy ghi số văn bản báo cáo Trung ương.")
    )
    words = text_of(note, field="note")
    today = local_day(now)
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        step = _steps.require_step(actor, "report", task)
        day = _steps.effective_day(task, reported_on or today, today, field="reported_on")
        _steps.close(task, CentralState(step.target), None)
        task.reported_on, task.report_document = day, number
        _steps.write(
            task, events.REPORTED, {"report_document": number, "note": words}, actor=actor, now=now,
            request_id=request_id, day=day,
        )  # fmt: skip
    return task
