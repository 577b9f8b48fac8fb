"""A series: its last meeting, and when and under what title the next one would be."""

from __future__ import annotations

import datetime as dt

from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import LOCAL, local_day
from dondoc.meetings.choices import State
from dondoc.meetings.models import Meeting, MeetingSeries
from dondoc.meetings.recurrence import next_start
from dondoc.meetings.renewing import renewed


def last_of(series: MeetingSeries) -> Meeting | None:
    """The last meeting of a series that was not cancelled."""
    here = Meeting.objects.filter(jurisdiction_id=series.jurisdiction_id, series_id=series.id)
    return here.exclude(state=State.CANCELLED).order_by("-starts_at", "-id").first()


def next_of(series: MeetingSeries, last: Meeting) -> dt.datetime | None:
    """When the meeting after the last one begins by the series' rule; None where it has none."""
    return next_start(series.rrule, last.starts_at.astimezone(LOCAL), calendar_of(series.jurisdiction_id))


def next_title(last: Meeting, begins: dt.datetime) -> str:
    """The title of the meeting after the last one, as far as the last one's says it."""
    return renewed(last.title, local_day(last.starts_at), local_day(begins))
