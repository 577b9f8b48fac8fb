"""What the commands on a task share: the row locked and judged, its event with the whole state, the checks of texts and days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import OFFICE_ROLES
from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState
from dondoc.central.models import CentralTask
from dondoc.central.permissions import may, may_see_central, tasks_seen
from dondoc.central.rules import Transition, Verb, transition
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.text import fold
from dondoc.foundation.typed import text_of
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.models import Unit, WorkField

LONGEST_LINE = 120
LONGEST_CONTENT = 20_000


def line_of(text: str, *, field: str, missing: str = "", most: int = LONGEST_LINE) -> str:
    """The text on one line.

    Args:
        text: as typed.
        field: of the form.
        missing: the sentence where it must not be empty.
        most: characters.

    Raises:
        BadInput: it is empty and must not be, too long, or cannot be stored.
    """
    return text_of(" ".join(text.split()), field=field, missing=missing, most=most)


def sane_day(day: dt.date | None, *, field: str) -> None:
    """Do nothing where the day is none, or one of these centuries.

    Raises:
        BadInput: it is a slip of the pen.
    """
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(_("Ngày %(day)s không hợp lý.") % {"day": f"{day:%d/%m/%Y}"}, code="bad_day", field=field)


def not_to_come(day: dt.date, today: dt.date, *, field: str) -> None:
    """Do nothing where the day is today or before.

    Raises:
        BadInput: it is still to come.
    """
    sane_day(day, field=field)
    if day > today:
        raise BadInput(_("Ngày không thể sau hôm nay."), code="in_future", field=field)


def require_keeper(actor: User) -> None:
    """Do nothing where the actor is of the office, who keep these tasks.

    Raises:
        NotFound: somebody who may not know that there is such a list.
        Refused: somebody else.
    """
    if not may_see_central(actor):
        raise NotFound
    if not actor.is_active or actor.role not in OFFICE_ROLES:
        raise Refused(_("Nhiệm vụ Trung ương giao do Văn phòng theo dõi và cập nhật."), code="refused")


def lock_task(actor: User, task_id: int) -> CentralTask:
    """Lock and return a task that the actor may know of.

    Raises:
        NotFound: there is none, or not for this person.
    """
    # Who may see it is asked without a lock: a lock has no place beside the subquery on assignments.
    if not tasks_seen(actor).filter(id=task_id).exists():
        raise NotFound
    return CentralTask.objects.select_for_update(of=("self",)).get(jurisdiction_id=actor.jurisdiction_id, id=task_id)


def require_step(actor: User, verb: Verb, task: CentralTask, *, reason: str = "") -> Transition:
    """Return the step that the verb is now.

    Raises:
        Refused: the person may not take it.
        Conflict: the task is in no state for it.
        BadInput: it needs a reason.
    """
    if not may(actor, verb, task):
        raise Refused(_("Bạn không có quyền thực hiện bước này với nhiệm vụ Trung ương giao."), code="refused")
    step = transition(task.state, verb)
    if step is None:
        raise Conflict(
            _("Không thực hiện được bước này: nhiệm vụ đang ở trạng thái «%(state)s». Hãy tải lại trang để xem thay đổi mới nhất.")
            % {"state": task.get_state_display()},
            code="wrong_state", state=str(task.state),
        )  # fmt: skip
    if step.needs_reason and not reason.strip():
        raise BadInput(_("Hãy nêu lý do."), code="reason_required", field="reason")
    return step


def snapshot(task: CentralTask) -> dict[str, Any]:
    """Return the state as it goes into each event of a task."""
    return {
        "state": str(task.state),
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "reported_on": task.reported_on.isoformat() if task.reported_on else None,
        "unit_id": task.unit_id,
        "field_id": task.field_id,
        "specialist_id": task.specialist_id,
        "directive_id": task.directive_id,
    }


def effective_day(task: CentralTask, day: dt.date, today: dt.date, *, field: str) -> dt.date:
    """Return the day on which something that changes the task's state takes effect.

    A fact has the day of the document that tells of it; what was said of the task since keeps its place after it.

    Raises:
        BadInput: the day is to come, or before the last such fact.
    """
    not_to_come(day, today, field=field)
    last = (
        LedgerEvent.objects.filter(
            jurisdiction_id=task.jurisdiction_id, aggregate=events.TASK, aggregate_id=task.id,
            code__in=events.OF_STATE,
        )
        .order_by("-effective_on")
        .values_list("effective_on", flat=True)
        .first()
    )  # fmt: skip
    if last is not None and day < last:
        raise BadInput(
            _("Ngày không thể trước lần thay đổi gần nhất của nhiệm vụ (%(last)s).") % {"last": f"{last:%d/%m/%Y}"},
            code="before_last", field=field,
        )  # fmt: skip
    return day


def write(
    task: CentralTask,
    code: str,
    payload: dict[str, Any],
    *,
    actor: User,
    now: dt.datetime,
    request_id: str,
    day: dt.date | None = None,
    reason: str = "",
) -> None:
    """Write the row and its event with the state after it.

    Args:
        task: changed, locked.
        code: of the event.
        payload: facts beside the state.
        actor: who.
        now: the moment of recording.
        request_id: groups what one request did.
        day: when it takes effect; today where not given.
        reason: why.
    """
    task.changed_at = now
    task.search_text = fold(f"{task.code} {task.document_code} {task.content}")
    task.save()
    append(
        jurisdiction_id=task.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[
            NewEvent(
                events.TASK, task.id, code, {**payload, **snapshot(task)}, effective_on=day or local_day(now),
                reason=reason.strip(),
            )
        ],
    )  # fmt: skip


def close(task: CentralTask, state: CentralState, day: dt.date | None) -> None:
    """Put the row into a state with the days that belong to it."""
    task.state = state
    task.closed_on = day if state in {CentralState.DONE, CentralState.WITHDRAWN} else None
    if state in {CentralState.OPEN, CentralState.WITHDRAWN}:
        task.reported_on, task.report_document = None, ""


def change_state(
    verb: Verb,
    code: str,
    *,
    actor: User,
    task_id: int,
    reason: str,
    now: dt.datetime,
    day: dt.date | None,
    field: str,
    request_id: str,
) -> CentralTask:
    """Take a step that has nothing but its day and its reason, in one transaction.

    Args:
        verb: of the step.
        code: of the event.
        actor: who takes it.
        task_id: which task.
        reason: why.
        now: the moment.
        day: when it took effect; today where not given.
        field: what the form calls that day.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict, BadInput: see the parts above.
    """
    why = text_of(reason, field="reason")
    today = local_day(now)
    with transaction.atomic():
        task = lock_task(actor, task_id)
        step = require_step(actor, verb, task, reason=why)
        on = effective_day(task, day or today, today, field=field)
        close(task, CentralState(step.target), on)
        write(task, code, {}, actor=actor, now=now, request_id=request_id, day=on, reason=why)
    return task


def require_places(actor: User, *, unit_id: int | None, field_id: int | None, specialist_id: int | None) -> None:
    """Do nothing where unit, field and person are there and fit.

    Raises:
        BadInput: one of them is not; its field says which.
    """
    here = {"jurisdiction_id": actor.jurisdiction_id}
    if unit_id is not None and not Unit.objects.filter(**here, id=unit_id).exists():
        raise BadInput(_("Đơn vị không còn trong danh mục; hãy chọn lại."), code="unknown_unit", field="unit")
    if field_id is not None and not WorkField.objects.filter(**here, id=field_id).exists():
        raise BadInput(_("Lĩnh vực không còn trong danh mục; hãy chọn lại."), code="unknown_field", field="field")
    if specialist_id is not None:
        person = User.objects.filter(**here, id=specialist_id, is_active=True, role__in=OFFICE_ROLES)
        if not person.exists():
            raise BadInput(
                _("Người theo dõi phải là người của Văn phòng đang làm việc; hãy chọn lại."),
                code="unknown_person", field="specialist",
            )  # fmt: skip
