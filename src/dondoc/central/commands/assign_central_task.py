"""Pass a task from above on to our units: a directive with its own deadline, inside of the centre's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.models import CentralTask
from dondoc.central.rules import is_beyond_ceiling
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.documents.choices import Origin
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.foundation.typed import text_of


def assign_central_task(
    *,
    actor: User,
    task_id: int,
    leads: Sequence[int],
    now: dt.datetime,
    coordinates: Sequence[int] = (),
    due_on: dt.date | None = None,
    text: str = "",
    field_id: int | None = None,
    specialist_id: int | None = None,
    reason: str = "",
    request_id: str = "",
) -> CentralTask:
    """Give a directive of central origin for the task, from today, and tie the two.

    Args:
        actor: the leader of the office, or a specialist in their own fields.
        task_id: which task.
        leads: ids of the units that lead; the first is the task's lead unit here.
        now: the moment.
        coordinates: ids of the units that coordinate.
        due_on: our own deadline; none where the task has none.
        text: what the units are told; the task's content where not given.
        field_id: the field of work; the task's where not given.
        specialist_id: who of the office answers for it; who was named before, else the actor.
        reason: why our deadline is after the centre's day; only asked where that has passed.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task for this person.
        Refused: they give no tasks of that field.
        Conflict: it was passed on before, or is in no state for it.
        BadInput: no lead, our deadline beyond the centre's (`beyond_ceiling`), no reason where that has passed.
    """
    why = text_of(reason, field="reason")
    words = text_of(text, field="text", most=_steps.LONGEST_CONTENT)
    _steps.sane_day(due_on, field="due_on")
    today = local_day(now)
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        _steps.require_step(actor, "assign", task)
        require_unlinked(task)
        _check_deadline(task, due_on, today, why)
        field = field_id if field_id is not None else task.field_id
        person = specialist_id or task.specialist_id or actor.pk
        _steps.require_places(actor, unit_id=None, field_id=field, specialist_id=person)
        item = NewDirective(
            text=words or task.content, leads=leads, coordinates=coordinates, field_id=field, due_on=due_on,
            deadline_kind=DeadlineKind.DATE if due_on else DeadlineKind.NONE,
        )  # fmt: skip
        # From today, whatever day the centre's document has: the units hear of it now.
        directive = create_directives(
            actor=actor, items=[item], now=now, document=task.document, origin=Origin.CENTRAL, issued_on=today,
            request_id=request_id,
        )[0]  # fmt: skip
        task.directive_id, task.unit_id, task.field_id, task.specialist_id = directive.id, leads[0], field, person
        _steps.write(
            task, events.ASSIGNED, {"internal_due_on": due_on.isoformat() if due_on else None}, actor=actor, now=now,
            request_id=request_id, reason=why,
        )  # fmt: skip
    return task


def require_unlinked(task: CentralTask) -> None:
    """Do nothing where the task was not passed on yet.

    Raises:
        Conflict: it was.
    """
    if task.directive_id is not None:
        raise Conflict(
            _("Nhiệm vụ này đã được giao cho đơn vị; hãy mở nhiệm vụ của tỉnh đang nối với nó."),
            code="assigned_already", directive_id=task.directive_id,
        )  # fmt: skip


def _check_deadline(task: CentralTask, due_on: dt.date | None, today: dt.date, why: str) -> None:
    if task.due_on is None:
        return
    if due_on is None:
        raise BadInput(
            _("Trung ương có giao thời hạn (%(day)s) nên đơn vị cũng cần có hạn nội bộ.")
            % {"day": f"{task.due_on:%d/%m/%Y}"},
            code="due_on_required", field="due_on",
        )  # fmt: skip
    if is_beyond_ceiling(due_on, task.due_on, today):
        raise BadInput(
            _("Hạn nội bộ không được sau hạn Trung ương (%(day)s).") % {"day": f"{task.due_on:%d/%m/%Y}"},
            code="beyond_ceiling", field="due_on", ceiling=task.due_on.isoformat(),
        )  # fmt: skip
    if due_on > task.due_on and not why:
        raise BadInput(
            _("Hạn Trung ương (%(day)s) đã qua; hãy nêu lý do đặt hạn nội bộ sau đó.")
            % {"day": f"{task.due_on:%d/%m/%Y}"},
            code="reason_required", field="reason",
        )  # fmt: skip
