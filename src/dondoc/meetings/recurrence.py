"""When the next meeting of a series is: its RRULE (RFC 5545), moved off days on which nobody works. Pure."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.rrule import rrule, rrulestr
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.worktime import WorkCalendar, next_working_day

_LONGEST = 200
#: Meetings of a series are days apart: a rule by the minute is a slip, and would be walked through for long.
_FREQUENCIES = re.compile(r"(?:^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)")


def require_rule(text: str) -> str:
    """The rule, tidy; "" for none.

    Raises:
        BadInput: it is no rule of days, weeks, months or years, or it never comes again.
    """
    rule = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:")
    if not rule:
        return ""
    try:
        if len(rule) > _LONGEST or not _FREQUENCIES.search(rule) or not re.fullmatch(r"[A-Z0-9=;,+-]+", rule):
            raise ValueError(rule)  # noqa: TRY301 - one sentence for all that is no rule
        first = dt.datetime(2024, 1, 1, 8)  # noqa: DTZ001 - a rule is asked about days on the wall
        if _parsed(rule, first).after(first) is None:
            raise ValueError(rule)  # noqa: TRY301
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise BadInput(
            _("Quy luật lặp lại không hợp lệ (ví dụ: FREQ=MONTHLY;BYDAY=-1TH là thứ Năm cuối mỗi tháng)."),
            field="rrule",
        ) from error
    return rule


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
    naive = last.replace(tzinfo=None)
    found = _parsed(rule, naive).after(naive)
    if found is None:
        return None
    day = next_working_day(found.date(), calendar)
    return dt.datetime.combine(day, last.time(), last.tzinfo)


def _parsed(rule: str, first: dt.datetime) -> rrule:
    found = rrulestr(rule, dtstart=first)
    if not isinstance(found, rrule):
        raise TypeError(rule)
    return found
