"""What this room does in the background, each minute: letters are made and sent."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dondoc.jobs import registry
from dondoc.notifications.delivering import Clock, deliver_due
from dondoc.notifications.queueing import queue_due
from dondoc.organizations.models import Jurisdiction


@registry.periodic("* * * * *", "notifications.deliver", title=_("Gửi thông báo ra ngoài"))
def deliver(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Make and send what is due in every jurisdiction, each by its own clock."""
    del jurisdiction_id, now  # it runs for the whole installation, and sending takes time
    counts: Counter[str] = Counter()
    for here in Jurisdiction.objects.order_by("id"):
        clock = _clock_of(here)
        counts["queued"] += queue_due(jurisdiction_id=here.id, now=clock())
        counts.update(deliver_due(jurisdiction_id=here.id, clock=clock))
    return dict(counts)


def _clock_of(here: Jurisdiction) -> Clock:
    """The clock of a jurisdiction: an example lives in the days of its documents."""
    offset = dt.timedelta(days=here.clock_offset_days)
    return lambda: timezone.now() + offset
