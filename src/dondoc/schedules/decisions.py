"""What a decision on days off would do, before it is entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dondoc.accounts.models import User
from dondoc.calendars.commands.declare_days import require_decision
from dondoc.calendars.permissions import require_setter
from dondoc.calendars.rules import DayChange, changed_calendar
from dondoc.calendars.selectors import calendar_of
from dondoc.schedules.recounting import Recount, recount_of


def preview_decision(
    user: User, *, days: Sequence[DayChange], source: str, decided_on: dt.date | None, today: dt.date
) -> Recount:
    """Return which deadlines a decision would move.

    Raises:
        Refused: somebody who does not enter decisions.
        BadInput: a decision that cannot be.
    """
    require_setter(user)
    was = calendar_of(user.jurisdiction_id)
    require_decision(was, days, source, decided_on, today=today)
    return recount_of(user.jurisdiction_id, today=today, new=changed_calendar(was, days, source))
