"""What all steps of an assignment's life share: lock, permission, rule, change, event, roll-up.

Each verb has its own file beside this one; none of them can forget a part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import may_take, require_visible
from dondoc.directives.rollup import Change, roll
from dondoc.directives.rules import TRANSITIONS, AssignmentState, transition
from dondoc.directives.states import cell_of, snapshot, state_of
from dondoc.directives.telling import tell_of_step
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerEvent


def lock_assignment(actor: User, assignment_id: int) -> Assignment:
    """Lock and return an assignment that `actor` may know of, its directive with it.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("directive")
        .filter(jurisdiction_id=actor.jurisdiction_id, id=assignment_id)
        .first()
    )
    if found is None:
        raise NotFound
    if not people.scope_of(actor).sees(
        jurisdiction_id=found.jurisdiction_id, unit_ids={found.unit_id}, field_id=found.field_id
    ):
        siblings = Assignment.objects.filter(jurisdiction_id=found.jurisdiction_id, directive_id=found.directive_id)
        require_visible(actor, found.directive, frozenset(siblings.values_list("unit_id", flat=True)))
    return found


def effective_day(
    *, actor: User, assignment: Assignment, effective_on: dt.date | None, reason: str, now: dt.datetime
) -> dt.date:
    """Return the day on which a step takes effect.

    Today, unless a person with the right to back-date says otherwise and why; never before the assignment's
    last event, so that the order of recording is the order of effect.

    Raises:
        BadInput: a day to come, a missing reason, or a day before the last event.
        Refused: the person may not back-date.
    """
    today = local_day(now)
    if effective_on is None or effective_on == today:
        return today
    if effective_on > today:
        raise BadInput(_("Ngày có hiệu lực không thể sau hôm nay."), code="effective_in_future", field="effective_on")
    if not people.may_backdate(actor):
        raise Refused(_("Bạn không có quyền ghi lùi ngày; hãy để trống ngày có hiệu lực."), code="may_not_backdate")
    if not reason.strip():
        raise BadInput(_("Ghi lùi ngày phải nêu lý do."), code="reason_required", field="reason")
    last = (
        LedgerEvent.objects.filter(
            jurisdiction_id=assignment.jurisdiction_id, aggregate=events.ASSIGNMENT, aggregate_id=assignment.id
        )
        .order_by("-seq")
        .values_list("effective_on", flat=True)
        .first()
    )
    if last is not None and effective_on < last:
        raise BadInput(
            _("Ngày có hiệu lực không thể trước lần thay đổi gần nhất (%(last)s).") % {"last": f"{last:%d/%m/%Y}"},
            code="effective_before_last",
            field="effective_on",
        )
    return effective_on


def take_step(
    *,
    verb: str,
    actor: User,
    assignment_id: int,
    now: dt.datetime,
    effective_on: dt.date | None,
    reason: str,
    request_id: str,
    payload: dict[str, Any],
    apply: Callable[[Assignment, dt.date], None],
) -> Assignment:
    """Take one step of an assignment's life in one transaction.

    Args:
        verb: a verb of `rules.TRANSITIONS`.
        actor: who takes it.
        assignment_id: of which assignment.
        now: the moment of recording.
        effective_on: the day it takes effect, today when None.
        reason: why; required where the transition needs it.
        request_id: groups what one request did.
        payload: facts of the event beside the state after it.
        apply: changes the locked row's own fields; gets the row and the effective day.

    Raises:
        NotFound, Refused, BadInput, Conflict: see the parts above.
    """
    if not reason.strip() and any("reason" in step.needs for step in TRANSITIONS if step.verb == verb):
        raise BadInput(_("Hãy nêu lý do."), code="reason_required", field="reason")
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        if not any(may_take(actor, step, assignment) for step in TRANSITIONS if step.verb == verb):
            raise Refused(_("Bạn không có quyền thực hiện bước này với nhiệm vụ của đơn vị đó."), code="refused")
        step = transition(verb, assignment.lifecycle)
        if step is None:
            raise Conflict(
                _(
                    "Không thực hiện được bước này: nhiệm vụ đang ở trạng thái «%(state)s». Hãy tải lại trang để xem thay đổi mới nhất."
                )
                % {"state": assignment.get_lifecycle_display()},
                code="wrong_state",
                lifecycle=assignment.lifecycle,
            )
        day = effective_day(actor=actor, assignment=assignment, effective_on=effective_on, reason=reason, now=now)
        before = state_of(assignment)
        assignment.lifecycle = step.to
        assignment.changed_at = now
        apply(assignment, day)
        write_change(
            assignment, before, actor=actor, code=events.OF_VERB[verb], payload=payload, day=day, reason=reason, now=now,
            request_id=request_id,
        )  # fmt: skip
    return assignment


def write_change(
    assignment: Assignment,
    before: AssignmentState,
    *,
    actor: User,
    code: str,
    payload: dict[str, Any],
    day: dt.date,
    reason: str,
    now: dt.datetime,
    request_id: str,
) -> None:
    """Write a changed assignment: its row, its event with the state after it, and what the figures change by.

    Args:
        assignment: the row, locked and changed.
        before: its state before.
        actor: who changed it.
        code: of the event.
        payload: facts of the event beside the state.
        day: the day it takes effect.
        reason: why.
        now: the moment of recording.
        request_id: groups what one request did.
    """
    save_change(assignment)
    write_event(
        assignment, actor=actor, code=code, payload=payload, day=day, reason=reason, now=now, request_id=request_id
    )
    roll(
        jurisdiction_id=assignment.jurisdiction_id,
        today=local_day(now),
        changes=[Change(cell_of(assignment), before, state_of(assignment), assignment.assigned_on)],
    )


def write_event(
    assignment: Assignment,
    *,
    actor: User,
    code: str,
    payload: dict[str, Any],
    day: dt.date,
    reason: str,
    now: dt.datetime,
    request_id: str,
) -> None:
    """Append an event of an assignment with its whole state, and tell who is told of it (`telling.TOLD`).

    What changes the row too calls `write_change`.
    """
    append(
        jurisdiction_id=assignment.jurisdiction_id,
        actor_id=actor.pk,
        now=now,
        request_id=request_id,
        events=[
            NewEvent(
                events.ASSIGNMENT, assignment.id, code, {**payload, **snapshot(state_of(assignment))}, effective_on=day,
                reason=reason.strip(),
            )
        ],
    )  # fmt: skip
    tell_of_step(actor, assignment, code, now=now)


def save_change(assignment: Assignment) -> None:
    """Write what steps change of an assignment's row."""
    Assignment.objects.filter(jurisdiction_id=assignment.jurisdiction_id, id=assignment.id).update(
        lifecycle=assignment.lifecycle,
        due_on=assignment.due_on,
        original_due_on=assignment.original_due_on,
        reported_on=assignment.reported_on,
        completed_on=assignment.completed_on,
        closed_on=assignment.closed_on,
        updated_on=assignment.updated_on,
        priority=assignment.priority,
        percent=assignment.percent,
        stage=assignment.stage,
        changed_at=assignment.changed_at,
    )
