"""Where the conclusions of a meeting, and of the one before it, stand on any day; to be read and to be printed."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.foundation.errors import Refused
from dondoc.meetings.choices import State
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import sees_all_meetings
from dondoc.meetings.rules import day_of
from dondoc.meetings.selectors import meeting_of
from dondoc.meetings.standing import standing_before, standing_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.meetings.after.figures import shown
from dondoc.web.screens.meetings.frame import frame
from dondoc.web.screens.overview.question import question_of


@require_GET
def standing(request: PageRequest, meeting_id: int) -> HttpResponse:
    """Show the page of a day (`?on=2021-01-18`), today where none is asked for."""
    meeting = meeting_of(request.user, meeting_id)
    if not sees_all_meetings(request.user):
        raise Refused(_("Trang này dành cho Văn phòng và Lãnh đạo; việc của đơn vị bạn ở mục Nhiệm vụ."))
    question = question_of(request)
    moment = question.moment
    own = standing_of(request.user, meeting, moment) if meeting.state == State.ENDED else None
    context = {
        **frame(request.user, meeting, "meeting_after"),
        "moment": moment,
        "problem": question.problem,
        "previous": _page(meeting, moment.today, moment.on - dt.timedelta(days=1)),
        "next": _page(meeting, moment.today, moment.on + dt.timedelta(days=1)) if moment.on < moment.today else "",
        "picks": [
            (label, _page(meeting, moment.today, day), day == moment.on) for label, day in _picks(meeting, moment.today)
        ],
        "own": shown(own, moment),
        "before": shown(standing_before(request.user, meeting, moment), moment),
    }
    return render(request, "web/meetings/after_standing.html", context)


def _page(meeting: Meeting, today: dt.date, day: dt.date) -> str:
    address = reverse("web:meeting_standing", args=[meeting.id])
    return address if day == today else f"{address}?{urlencode({'on': day.isoformat()})}"


def _picks(meeting: Meeting, today: dt.date) -> list[tuple[str, dt.date]]:
    """Today, and the day of the meeting: what was said of the work on it."""
    held = day_of(meeting)
    return [(_("Hôm nay"), today), *([(_("Ngày họp"), held)] if held < today else [])]
