"""What runs each night: the occurrences of series whose time has come."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from dondoc.jobs import registry
from dondoc.schedules.nightly import open_due_occurrences


@registry.daily(
    dt.time(0, 30),
    "schedules.open_occurrences",
    title=_("Mở các kỳ của nhiệm vụ định kỳ"),
    limit=dt.timedelta(hours=26),
)
def open_occurrences(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Open what is due to be opened; what is opened already is not opened again."""
    if jurisdiction_id is None:
        return {}
    done = open_due_occurrences(jurisdiction_id, now)
    return {"opened": len(done.occurrences), "waiting": len(done.waiting)}
