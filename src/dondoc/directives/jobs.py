"""The morning's work of the room."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from dondoc.directives.rollup import move_clock
from dondoc.foundation.clock import local_day
from dondoc.jobs import registry


@registry.daily(dt.time(0, 5), "directives.move_clock", title=_("Chuyển số liệu tổng quan sang ngày mới"))
def move_figures(*, jurisdiction_id: int | None, now: dt.datetime) -> None:
    """Have the roll-ups stand on today before the first person asks; whoever asks first would do it otherwise."""
    if jurisdiction_id:
        move_clock(jurisdiction_id=jurisdiction_id, day=local_day(now))
