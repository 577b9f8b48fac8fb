"""How long the law gives for an invitation and for a conclusion notice, by the records that hold on the meeting's day.

The regulation of today is QĐ 45/2018/QĐ-TTg; an office that sets another record of `giay_moi` or `tb_ket_luan` is held to it from its
first day on. Where none holds (a meeting before the first record), the days of that regulation are the office's habit.
"""

from __future__ import annotations

import datetime as dt

from dondoc.calendars.selectors import calendar_of, limits_of
from dondoc.meetings.rules import INVITATION_DAYS, NOTICE_DAYS, notice_due_on
from dondoc.worktime import LegalLimit, LimitNotFoundError, Unit


def invitation_days(jurisdiction_id: int, starts_on: dt.date) -> int:
    """Return how many working days an invitation is ahead of a meeting of that day."""
    found = _limit(jurisdiction_id, "giay_moi", starts_on)
    return -found.amount if found is not None and found.unit is Unit.WORKING_DAYS else INVITATION_DAYS


def notice_days(jurisdiction_id: int, ended_on: dt.date) -> int:
    """Return within how many days a meeting that ended on that day has its notice."""
    found = _limit(jurisdiction_id, "tb_ket_luan", ended_on)
    return found.amount if found is not None else NOTICE_DAYS


def notice_due(jurisdiction_id: int, ended_on: dt.date) -> dt.date:
    """Return the last day for the conclusion notice of a meeting that ended on that day."""
    calendar = calendar_of(jurisdiction_id)
    found = _limit(jurisdiction_id, "tb_ket_luan", ended_on)
    return found.end(ended_on, calendar) if found is not None else notice_due_on(ended_on, calendar)


def _limit(jurisdiction_id: int, key: str, day: dt.date) -> LegalLimit | None:
    try:
        return limits_of(jurisdiction_id).on(key, day)
    except LimitNotFoundError:
        return None
