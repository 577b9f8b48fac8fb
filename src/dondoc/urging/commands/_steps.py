"""What the commands of this room share: assignments locked in their order, events on their chains, messages, words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.directives import events as chains
from dondoc.directives.models import Assignment
from dondoc.directives.states import snapshot, state_of
from dondoc.foundation.clock import LAST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications.outbox import NewMessage, send
from dondoc.urging import rules
from dondoc.urging.models import Explanation
from dondoc.urging.permissions import explanations_seen, plays
from dondoc.worktime import is_working_day, next_working_day

LONGEST_ANSWER = 20_000
MOST_ASSIGNMENTS = 1000


def lock_assignments(actor: User, assignment_ids: Iterable[int]) -> list[Assignment]:
    """Lock and return the assignments in the order of their ids, each with directive, document and unit.

    Raises:
        BadInput: none, or too many at once.
        NotFound: one of them is not there for this person.
    """
    wanted = sorted(set(assignment_ids))
    if not wanted:
        raise BadInput(_("Hãy chọn ít nhất một việc."), code="none_chosen", field="assignments")
    if len(wanted) > MOST_ASSIGNMENTS:
        raise BadInput(
            _("Mỗi lần chọn được nhiều nhất %(most)s việc.") % {"most": MOST_ASSIGNMENTS}, code="too_many",
            field="assignments",
        )  # fmt: skip
    found = list(
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("directive__document", "unit")
        .filter(jurisdiction_id=actor.jurisdiction_id, id__in=wanted)
        .order_by("id")
    )
    scope = people.scope_of(actor)
    seen = [
        one
        for one in found
        if scope.sees(jurisdiction_id=one.jurisdiction_id, unit_ids={one.unit_id}, field_id=one.field_id)
    ]
    if len(seen) != len(wanted):
        raise NotFound
    return found


def working_day(day: dt.date, now: dt.datetime, *, actor: User, field: str) -> dt.date:
    """The last day of a request, which is a working day to come or today.

    Raises:
        BadInput: it is over, or nobody works on it.
    """
    calendar = calendar_of(actor.jurisdiction_id)
    if day < local_day(now):
        raise BadInput(_("Hạn giải trình không thể là ngày đã qua."), code="past", field=field)
    if day > LAST_DAY:
        raise BadInput(_("Hạn giải trình xa quá."), code="too_far", field=field)
    if not is_working_day(day, calendar):
        raise BadInput(
            _("Ngày %(day)s không phải ngày làm việc; ngày làm việc kế tiếp là %(after)s.")
            % {"day": f"{day:%d/%m/%Y}", "after": f"{next_working_day(day, calendar):%d/%m/%Y}"},
            code="not_working", field=field,
        )  # fmt: skip
    return day


def on_chains(
    assignments: Sequence[Assignment], code: str, payload: dict[str, Any], *, actor: User, now: dt.datetime,
    request_id: str, reason: str = "", more: dict[int, dict[str, Any]] | None = None,
) -> None:  # fmt: skip
    """Append one event to the chain of each assignment, which carries its whole state as every event of one does.

    Args:
        assignments: the rows, locked.
        code: of the events.
        payload: facts that all of them share.
        actor: who did it.
        now: the moment.
        request_id: groups what one request did.
        reason: why.
        more: facts of single ones, by id.
    """
    append(
        jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[
            NewEvent(
                chains.ASSIGNMENT, one.id, code,
                {**payload, **(more or {}).get(one.id, {}), **snapshot(state_of(one))}, reason=reason,
            )
            for one in assignments
        ],
    )  # fmt: skip


def on_case(
    aggregate: str, case_id: int, code: str, payload: dict[str, Any], *, actor: User, now: dt.datetime, request_id: str,
    is_first: bool = False, reason: str = "",
) -> None:  # fmt: skip
    """Append one event to the chain of a case of this room."""
    append(
        jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[NewEvent(aggregate, case_id, code, payload, is_first=is_first, reason=reason)],
    )  # fmt: skip


def tell(actor: User, messages: Iterable[NewMessage], *, now: dt.datetime) -> None:
    """Hand the messages over, in the transaction of the command; nobody is told of what they did themselves."""
    send(jurisdiction_id=actor.jurisdiction_id, messages=[one for one in messages if one.user_id != actor.pk], now=now)


def lock_explanation(
    actor: User, explanation_id: int, verb: rules.ExplanationVerb
) -> tuple[Explanation, list[Assignment]]:
    """Lock a request and its assignments for a step of its way.

    Raises:
        NotFound: there is none for this person.
        Refused: the step is not theirs.
        Conflict: the request is not where the step begins.
    """
    seen = explanations_seen(actor).filter(id=explanation_id).first()
    if seen is None:
        raise NotFound
    assignments = list(
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .filter(jurisdiction_id=actor.jurisdiction_id, explanation_items__explanation_id=seen.id)
        .select_related("directive")
        .order_by("id")
    )
    found = Explanation.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=seen.id)
    who = next(step.who for step in rules.EXPLANATION_STEPS if step.verb == verb)
    if not plays(actor, who, found):
        if verb == "answer":
            raise Refused(_("Chỉ đơn vị được yêu cầu mới giải trình."), code="refused")
        raise Refused(_("Chỉ người đã yêu cầu hoặc lãnh đạo mới quyết định việc giải trình này."), code="refused")
    if rules.explanation_step(found.state, verb) is None:
        raise Conflict(
            _("Không thực hiện được: yêu cầu giải trình đang ở trạng thái «%(state)s». Hãy tải lại trang.")
            % {"state": found.get_state_display()},
            code="wrong_state", state=str(found.state),
        )  # fmt: skip
    return found, assignments
