"""What every command of the room does at its end: others ask anew, and calendars that counted stay known."""

from __future__ import annotations

import datetime as dt

from dondoc.calendars.models import CalendarVersion
from dondoc.calendars.selectors import forget_asked
from dondoc.foundation.models import next_id
from dondoc.organizations.models import Jurisdiction
from dondoc.worktime import WorkCalendar


def worktime_changed(jurisdiction_id: int) -> None:
    """Note that the calendar or the limits changed: what processes keep of them is out of date."""
    Jurisdiction.objects.filter(id=jurisdiction_id).update(worktime_version=next_id())
    forget_asked(jurisdiction_id)


def keep_version(jurisdiction_id: int, calendar: WorkCalendar, now: dt.datetime) -> None:
    """Keep a calendar that days are counted by, so that they can be counted by it again."""
    CalendarVersion.objects.update_or_create(
        jurisdiction_id=jurisdiction_id, version=calendar.version,
        defaults={
            "days": [[day.isoformat(), str(entry.kind)] for day, entry in calendar.days.items()],
            "first_year": calendar.first_year, "last_year": calendar.last_year, "made_at": now,
        },
    )  # fmt: skip
