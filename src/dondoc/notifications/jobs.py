"""What this room does in the background, each minute: letters are made and sent."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter

from django.utils.translation import gettext_lazy as _

from dondoc.jobs import registry
from dondoc.notifications.delivering import Clock, deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.queueing import queue_due
from dondoc.organizations.models import Jurisdiction


# A round may take longer than a minute; two beside each other would leave no place for the reminders of the night.
@registry.periodic("* * * * *", "notifications.deliver", title=_("Gửi thông báo ra ngoài"), is_alone=True)
def deliver(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Make and send what is due in every jurisdiction, each by its own clock."""
    del jurisdiction_id  # it runs for the whole installation
    begun = time.monotonic()
    counts: Counter[str] = Counter()
    for here in Jurisdiction.objects.order_by("id"):
        clock = _clock_of(here, now, begun)
        counts["queued"] += queue_due(jurisdiction_id=here.id, now=clock())
        counts["queued"] += queue_each(jurisdiction_id=here.id, now=clock())
        counts.update(deliver_due(jurisdiction_id=here.id, clock=clock))
    return dict(counts)


def _clock_of(here: Jurisdiction, now: dt.datetime, begun: float) -> Clock:
    """The clock of a jurisdiction, which goes on while letters are sent: an example lives in the days of its documents."""
    start = now + dt.timedelta(days=here.clock_offset_days)
    return lambda: start + dt.timedelta(seconds=time.monotonic() - begun)
