"""The nightly run as a job: each day before people come to work; a missed night is made up, a silent one turns health red."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from dondoc.foundation.clock import local_day
from dondoc.jobs import registry
from dondoc.urging.running import run_reminders

AT = dt.time(5, 30)


@registry.daily(AT, "urging.remind", title=_("Nhắc việc hằng ngày"), limit=dt.timedelta(hours=26))
def remind(*, jurisdiction_id: int, now: dt.datetime) -> dict[str, int]:
    """Tell everybody of whom a rule speaks today."""
    run = run_reminders(jurisdiction_id=jurisdiction_id, day=local_day(now), now=now)
    return {"reminders": run.reminders, "messages": run.messages, "people": run.people}
