"""What the commands on deadlines share: the deadline moved, its event, the roll-ups; the office's rules; the words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.models import User
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.step import write_change, write_event
from dondoc.directives.models import Assignment
from dondoc.directives.states import state_of
from dondoc.followup.choices import ExtensionState
from dondoc.followup.deadline_rules import ON_CLOSED, UNASKED, ExtensionVerb, extension_part, extension_step
from dondoc.followup.models import Extension
from dondoc.followup.permissions import decidable, may_have_part
from dondoc.followup.rules import ExtensionRules, Hindrance, latest
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.worktime import WorkCalendar, next_working_day


def require_open(assignment: Assignment) -> None:
    """Do nothing while the assignment is open.

    Raises:
        Conflict: it is closed.
    """
    if assignment.lifecycle not in OPEN_LIFECYCLES:
        raise Conflict(
            _("Nhiệm vụ đã kết thúc (%(state)s) nên không đổi được thời hạn.")
            % {"state": assignment.get_lifecycle_display()},
            code="wrong_state",
            lifecycle=assignment.lifecycle,
        )


def require_decides(actor: User, assignment: Assignment, now: dt.datetime) -> None:
    """Do nothing where the actor decides on this deadline.

    Raises:
        Refused: they do not.
    """
    if assignment.id not in decidable(actor, [assignment], on=local_day(now)):
        raise Refused(
            _("Thời hạn này do người đã giao, người được người đó ủy quyền, hoặc lãnh đạo quyết định."), code="refused"
        )


_NOT_THE_UNIT = {
    "ask": gettext_lazy("Chỉ đơn vị được giao mới xin gia hạn nhiệm vụ này."),
    "withdraw": gettext_lazy("Chỉ đơn vị đã xin gia hạn mới rút lại đề nghị."),
}


def take_extension_step(
    verb: ExtensionVerb, actor: User, assignment: Assignment, newest: Extension | None, now: dt.datetime
) -> str:
    """Return the state to which `verb` brings the request, as the table of steps has it.

    Args:
        verb: what is done.
        actor: who does it.
        assignment: a locked row.
        newest: the request in question; to ask: the newest of the assignment, None where there is none.
        now: the moment.

    Raises:
        Refused: the step is not theirs, or they would decide on their own request.
        Conflict: the request is not where the step begins, or the assignment is closed.
    """
    if extension_part(verb) == "decider":
        require_decides(actor, assignment, now)
        if newest is not None and newest.asked_by_id == actor.pk:
            raise Refused(_("Người xin gia hạn không tự quyết định đề nghị của mình."), code="own_request")
    elif not may_have_part(actor, "unit", assignment):
        raise Refused(str(_NOT_THE_UNIT[verb]), code="refused")
    if verb == "ask":
        require_open(assignment)
    step = extension_step(newest.state if newest else UNASKED, verb)
    if step is None and verb == "ask":
        raise Conflict(_("Đơn vị đã xin gia hạn và đang chờ quyết định."), code="asked_already")
    if step is None:
        said = newest.get_state_display() if newest else ""
        raise Conflict(
            _("Đề nghị này đã có kết quả: %(state)s. Hãy tải lại trang.") % {"state": said},
            code="decided", state=str(newest.state) if newest else "",
        )  # fmt: skip
    if verb not in ON_CLOSED:
        require_open(assignment)
    return step.target


def granted_of(assignment: Assignment) -> int:
    """How many extensions the assignment had."""
    return Extension.objects.filter(
        jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, state=ExtensionState.GRANTED
    ).count()


def refuse(why: Hindrance, *, due_on: dt.date | None, wanted_on: dt.date, today: dt.date, rules: ExtensionRules, calendar: WorkCalendar, field: str) -> BadInput:  # fmt: skip
    """The refusal of a new deadline in words, with what to do."""
    day = {"day": f"{wanted_on:%d/%m/%Y}", "due": f"{due_on:%d/%m/%Y}" if due_on else ""}
    match why:
        case Hindrance.UNDATED:
            said = _("Nhiệm vụ không có thời hạn, hoặc thời hạn đang tạm dừng, nên không gia hạn được.")
        case Hindrance.SAME_OR_EARLIER:
            said = _("Thời hạn mới phải sau thời hạn đang có (%(due)s).") % day
        case Hindrance.PAST:
            said = _("Thời hạn mới không thể là ngày đã qua.")
        case Hindrance.NOT_WORKING:
            after = f"{next_working_day(wanted_on, calendar):%d/%m/%Y}"
            said = _("Ngày %(day)s không phải ngày làm việc; ngày làm việc kế tiếp là %(after)s.") % {
                **day,
                "after": after,
            }
        case Hindrance.TOO_FAR:
            last = f"{latest(due_on or today, today, rules.longest, calendar):%d/%m/%Y}"
            said = _("Mỗi lần gia hạn thêm nhiều nhất %(days)s ngày làm việc, tức là đến %(last)s.") % {
                "days": rules.longest, "last": last,
            }  # fmt: skip
        case Hindrance.TOO_OFTEN:
            said = _("Nhiệm vụ đã được gia hạn đủ %(most)s lần theo quy định; hãy trao đổi với Văn phòng.") % {
                "most": rules.most
            }
        case Hindrance.ASKED_LATE:
            said = _("Đề nghị gia hạn phải gửi trước thời hạn %(days)s ngày làm việc; nay đã muộn.") % {
                "days": rules.days_before
            }
    return BadInput(said, code=str(why), field=field)


def tell(
    assignment: Assignment, code: str, payload: dict[str, Any], *, actor: User, now: dt.datetime, request_id: str,
    reason: str = "",
) -> None:  # fmt: skip
    """Append an event of the assignment, whose state stays as it is; it carries that state, as each of its events does."""
    write_event(
        assignment, actor=actor, code=code, payload=payload, day=local_day(now), reason=reason, now=now,
        request_id=request_id,
    )  # fmt: skip


def move_deadline(
    assignment: Assignment, due_on: dt.date | None, code: str, payload: dict[str, Any], *, actor: User, now: dt.datetime,
    request_id: str, reason: str = "",
) -> None:  # fmt: skip
    """Make the deadline of a locked row another one (None: it stands still), with its event and the roll-ups.

    The original one stays as it was.
    """
    before = state_of(assignment)
    assignment.due_on, assignment.changed_at = due_on, now
    write_change(
        assignment, before, actor=actor, code=code, payload=payload, day=local_day(now), reason=reason, now=now,
        request_id=request_id,
    )  # fmt: skip
