"""When the next meeting of a series is: its RRULE (RFC 5545), moved off days on which nobody works. Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.schedules.recurrence import nominal_after, tidy_rule
from dondoc.worktime import WorkCalendar, next_working_day


def require_rule(text: str) -> str:
    """The rule, tidy; "" for none.

    Raises:
        BadInput: it is no rule of days, weeks, months or years, or it never comes again.
    """
    if not text.strip().removeprefix("RRULE:"):
        return ""
    try:
        return tidy_rule(text)
    except ValueError as error:
        raise BadInput(
            _("Quy luật lặp lại không hợp lệ (ví dụ: FREQ=MONTHLY;BYDAY=-1TH là thứ Năm cuối mỗi tháng)."),
            field="rrule",
        ) from error


def next_start(rule: str, last: dt.datetime, calendar: WorkCalendar) -> dt.datetime | None:
    """The beginning of the next meeting after the last one, at its hour; on the next working day where it falls on a day off.

    Args:
        rule: the series' rule, "" for none.
        last: the last meeting's beginning, as local time.
        calendar: which days are worked.

    Returns:
        None where the series has no rule, or its rule ends.
    """
    if not rule:
        return None
    found = nominal_after(rule, last.date(), last.date())
    if found is None:
        return None
    return dt.datetime.combine(next_working_day(found, calendar), last.time(), last.tzinfo)
