"""What the commands on parts share: the whole locked, the state written to the row and to its chain, the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.models import Assignment
from dondoc.directives.states import snapshot
from dondoc.followup import events
from dondoc.followup.part_models import Part
from dondoc.followup.part_permissions import Placed, may_take_part_step, reads
from dondoc.followup.part_rules import TRANSITIONS, DueHindrance, due_hindrance, transition
from dondoc.followup.part_selectors import placed_part
from dondoc.followup.telling import tell_of_parts
from dondoc.foundation.clock import LAST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.worktime import previous_working_day


def hold_whole(jurisdiction_id: int, assignment_id: int) -> None:
    """Lock the assignment: what is done to its parts, and its own closing, follow one another."""
    Assignment.objects.select_for_update().filter(jurisdiction_id=jurisdiction_id, id=assignment_id).first()


def lock_part(actor: User, part_id: int) -> Placed:
    """Lock the whole of a part that `actor` reads, and return the part as it is then.

    Raises:
        NotFound: there is none, or not for this person.
    """
    known = Part.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=part_id).values_list(
        "assignment_id", flat=True
    )
    assignment_id = known.first()
    if assignment_id is None:
        raise NotFound
    hold_whole(actor.jurisdiction_id, assignment_id)
    found = placed_part(actor.jurisdiction_id, part_id)
    if found is None or not reads(actor, people.scope_of(actor), found):
        raise NotFound
    return found


def require_stands(placed: Placed) -> None:
    """Do nothing while the part is to be done.

    Raises:
        Conflict: it is closed, or what it is a part of is.
    """
    if placed.stands:
        return
    part = placed.part
    if transition("withdraw_part", part.lifecycle) is None:
        said = _("Phần việc đã kết thúc (%(state)s). Hãy tải lại trang.") % {"state": part.get_lifecycle_display()}
    else:
        said = _("Nhiệm vụ chung đã kết thúc nên phần việc này khép theo; không cần làm gì thêm.")
    raise Conflict(said, code="wrong_state", lifecycle=part.lifecycle)


def require_due(jurisdiction_id: int, due_on: dt.date | None, parent_due_on: dt.date | None, today: dt.date) -> None:
    """Do nothing where a part may be due on that day.

    Raises:
        BadInput: it is after the deadline of the whole, past, or no working day; the sentence says what would do.
    """
    calendar = calendar_of(jurisdiction_id)
    if due_on is not None and due_on > LAST_DAY:
        raise BadInput(_("Ngày đến hạn không có trên lịch."), code="bad_day", field="due_on")
    why = due_hindrance(due_on, parent_due_on, today, calendar)
    if why is None:
        return
    day = {
        "day": f"{due_on:%d/%m/%Y}" if due_on else "",
        "parent": f"{parent_due_on:%d/%m/%Y}" if parent_due_on else "",
    }
    match why:
        case DueHindrance.AFTER_PARENT:
            said = _("Hạn của phần việc không thể sau hạn của nhiệm vụ được chia (%(parent)s).") % day
        case DueHindrance.PAST:
            said = _("Hạn của phần việc không thể là ngày đã qua.")
        case DueHindrance.NOT_WORKING:
            before = previous_working_day(due_on, calendar) if due_on else today
            said = _("Ngày %(day)s không phải ngày làm việc; ngày làm việc trước đó là %(before)s.") % {
                **day, "before": f"{before:%d/%m/%Y}",
            }  # fmt: skip
    raise BadInput(said, code=str(why), field="due_on")


def take_part_step(
    *,
    verb: str,
    actor: User,
    part_id: int,
    now: dt.datetime,
    request_id: str,
    apply: Callable[[Part, dt.date], None],
    reason: str = "",
    payload: dict[str, Any] | None = None,
) -> Part:
    """Take one step of a part's life in one transaction.

    Args:
        verb: of `part_rules.TRANSITIONS`.
        actor: who takes it.
        part_id: of which part.
        now: the moment.
        request_id: groups what one request did.
        apply: changes the row beside its lifecycle.
        reason: why, where the step needs one.
        payload: what the event says beside the state; `apply` may still fill it.

    Raises:
        NotFound, Refused, Conflict: see the commands.
    """
    with transaction.atomic():
        placed = lock_part(actor, part_id)
        part = placed.part
        if not any(may_take_part_step(actor, step, placed) for step in TRANSITIONS if step.verb == verb):
            raise Refused(_("Bạn không có quyền thực hiện bước này với phần việc đó."), code="refused")
        require_stands(placed)
        step = transition(verb, part.lifecycle)
        if step is None:
            raise Conflict(
                _("Không thực hiện được bước này: phần việc đang ở trạng thái «%(state)s». Hãy tải lại trang.")
                % {"state": part.get_lifecycle_display()},
                code="wrong_state", lifecycle=part.lifecycle,
            )  # fmt: skip
        if verb == "accept_part" and part.reported_by_id == actor.pk:
            raise Refused(
                _("Người báo cáo không tự xác nhận kết quả của mình; hãy để người khác của đơn vị xác nhận."),
                code="own_report",
            )
        part.lifecycle = step.to
        apply(part, local_day(now))
        write_part(
            part, events.OF_PART_VERB[verb], actor=actor, now=now, request_id=request_id, reason=reason,
            payload=payload,
        )  # fmt: skip
    return part


def drop_remark(part: Part, _day: dt.date) -> None:
    """Who has the part goes on with it: why it came back stands in its history only."""
    part.remark = ""


def drop_report(part: Part, why: str) -> None:
    """What was reported does not count; the row says why."""
    part.remark = why
    part.reported_on = part.reported_by_id = None


def write_part(
    part: Part, code: str, *, actor: User, now: dt.datetime, request_id: str, reason: str = "",
    payload: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write a changed part: its row, and the event with the whole state after it."""
    part.changed_at = now
    part.save()
    tell_of_parts(actor, [part], code, now=now)
    append(
        jurisdiction_id=part.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[NewEvent(events.PART, part.id, code, {**(payload or {}), **whole(part)}, reason=reason)],
    )  # fmt: skip


def whole(part: Part) -> dict[str, Any]:
    """Return the whole state of a part as each event of its chain carries it."""
    return {
        **snapshot(part.state),
        "unit_id": part.unit_id,
        "user_id": part.user_id,
        "text": part.text,
        "result": part.result,
        "result_document": part.result_document,
    }
