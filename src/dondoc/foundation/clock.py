"""Local time: a day is a day in Asia/Ho_Chi_Minh. Only the outermost layer asks what time it is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local_day(now: dt.datetime) -> dt.date:
    """Return the local day of the aware moment `now`."""
    return now.astimezone(LOCAL).date()
