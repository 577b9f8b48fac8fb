"""Local time: a day is a day in Asia/Ho_Chi_Minh. Only the outermost layer asks what time it is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
# Days outside of it are slips of the pen; the calendar's arithmetic and a spreadsheet's stay far from its ends.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


def local_day(now: dt.datetime) -> dt.date:
    """Return the local day of the aware moment `now`."""
    return now.astimezone(LOCAL).date()
