"""What of a plan may be meant so and is more often a slip: shown once before it is saved. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from django.utils.translation import gettext as _

from dondoc.foundation.clock import LOCAL, local_day
from dondoc.meetings.choices import MeetingForm
from dondoc.meetings.week import WEEKDAYS
from dondoc.worktime import WorkCalendar


class Planned(Protocol):
    """What of a plan is looked at."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    form: str
    link: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing.

    Attributes:
        kind: "day_off": nobody works on a day of it; "no_link": some take part by video and nothing says where.
        words: a sentence.
    """

    kind: Literal["day_off", "no_link"]
    words: str


def doubts_of(plan: Planned, calendar: WorkCalendar, *, room_link: str = "") -> list[Doubt]:
    """What of a plan is doubtful.

    Args:
        plan: the plan.
        calendar: which days are worked.
        room_link: of the room's own video equipment.
    """
    found = [Doubt("day_off", _off(day, calendar)) for day in _days(plan) if not calendar.is_working_day(day)]
    if plan.form != MeetingForm.IN_ROOM and not plan.link and not room_link:
        found.append(Doubt("no_link", _("Họp trực tuyến nhưng chưa có đường dẫn: người dự từ xa chưa biết vào đâu.")))
    return found


def doubted_as(doubts: Iterable[Doubt]) -> str:
    """What stands for these doubts and no others: who saves all the same says by it which ones they have seen."""
    return "".join(f"|{one.kind}:{one.words}" for one in doubts)


def day_off_name(day: dt.date, calendar: WorkCalendar) -> str:
    """What the day off is called, "" for a plain weekend or a day that is worked."""
    entry = calendar.entry(day)
    return entry.name if entry is not None and not entry.is_working else ""


def _days(plan: Planned) -> list[dt.date]:
    first, last = local_day(plan.starts_at), (plan.ends_at - dt.timedelta(seconds=1)).astimezone(LOCAL).date()
    return [first + dt.timedelta(days=k) for k in range((last - first).days + 1)]


def _off(day: dt.date, calendar: WorkCalendar) -> str:
    said = {"day": f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}", "name": day_off_name(day, calendar)}
    return _("%(day)s là ngày nghỉ: %(name)s.") % said if said["name"] else _("%(day)s là ngày nghỉ.") % said
