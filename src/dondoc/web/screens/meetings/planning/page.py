"""The page of one meeting: what is planned, what clashes, how far invitation and notice are, what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.accounts.choices import UNIT_ROLES
from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.listing import Moment
from dondoc.foundation.clock import local_day
from dondoc.meetings import rules
from dondoc.meetings.choices import Answer, State
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.models import Meeting
from dondoc.meetings.moves import moves_of
from dondoc.meetings.permissions import may, may_answer_now, may_plan, sees_all_meetings
from dondoc.meetings.planning_selectors import clashes_for, concluded, notice_state, owes_notice
from dondoc.meetings.selectors import invitees_of, meeting_of, own_invitees
from dondoc.meetings.standing import meeting_before, standing_of
from dondoc.meetings.told import told
from dondoc.meetings.wording import history_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.after.figures import Shown, shown
from dondoc.web.screens.meetings.after.preview import agencies_of
from dondoc.web.screens.meetings.frame import SHOWS_MOVES, frame
from dondoc.web.screens.meetings.planning.forms import NextForm, proposed_next


@require_GET
def meeting(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the page."""
    found = meeting_of(request.user, meeting_id)
    return show(request, found)


def show(
    request: PageRequest,
    found: Meeting,
    *,
    refused: dict[str, Any] | None = None,
    next_form: NextForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; with what was typed and refused, where a step was."""
    office = sees_all_meetings(request.user)
    plans = may_plan(request.user)
    moves = moves_of(found.jurisdiction_id, [found.id]).get(found.id, [])
    goes_on = plans and found.series is not None and found.series.is_active and found.state != State.CANCELLED
    invitees = list(invitees_of(found))
    answers = {code: sum(1 for one in invitees if one.answer == code) for code in Answer.values}
    before = meeting_before(request.user, found)
    context: dict[str, Any] = {
        **frame(request.user, found, "meeting"),
        "clashes": clashes_for(found) if office and found.state in (State.PLANNED, State.CALLED) else [],
        "invited": len(invitees),
        "answers": [(Answer(code).label, count) for code, count in answers.items() if count],
        "own": [
            (one, may_answer_now(request.user, found, one, request.now)) for one in own_invitees(request.user, found)
        ]
        if not office
        else [],
        "is_answered_late": found.state in rules.ANSWER_STATES and not rules.takes_answers(found, request.now),
        "moves": moves if found.state in SHOWS_MOVES else [],
        "told": told(found, moves, today=request.today) if office else None,
        "least_days": invitation_days(found.jurisdiction_id, local_day(found.starts_at)),
        "is_to_come": found.state in (State.PLANNED, State.CALLED),
        "notice": notice_state(found, today=request.today) if office and concluded([found]) else None,
        "before": before if office else None,
        "owed": before if office and owes_notice(before, today=request.today) else None,
        "sees_all": office,
        "sees_own_tasks": request.user.role in UNIT_ROLES,
        "followed": _followed(request, found, before),
        "history": history_of(found) if office else [],
        "may_change": may(request.user, "change", found.state),
        "may_call": may(request.user, "call", found.state),
        "may_cancel": may(request.user, "cancel", found.state),
        "may_invite": plans and found.state in (State.PLANNED, State.CALLED),
        "next_form": (next_form or proposed_next(found.series)) if goes_on and found.series else None,
        "is_next_open": next_form is not None,
        "agencies": agencies_of(found.jurisdiction_id) if plans else [],
        "refused": refused or {},
    }
    return render(request, "web/meetings/meeting.html", context, status=status)


def _followed(request: PageRequest, found: Meeting, before: Meeting | None) -> list[Shown]:
    """Where the conclusions stand today: of this meeting once it is over, and of the one before it.

    Of what was given each sees what they see of the tasks: a unit its own.
    """
    if not may_see_directives(request.user):
        return []
    moment = Moment(on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days)
    wanted = [*([found] if found.state == State.ENDED else []), *([before] if before else [])]
    all_of_them = [shown(standing_of(request.user, one, moment), moment) for one in wanted]
    return [one for one in all_of_them if one is not None and one.rows]
