"""What this room does in the background: those who watch are told each minute."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from dondoc.attention.models import Watch
from dondoc.attention.telling import tell_watchers
from dondoc.jobs import registry
from dondoc.organizations.models import Jurisdiction


@registry.periodic("* * * * *", "attention.tell_watchers", title=_("Báo cho người đang theo dõi"))
def tell_all(*, jurisdiction_id: int | None, now: dt.datetime) -> dict[str, int]:
    """Tell the watchers of every jurisdiction, each by its own clock."""
    del jurisdiction_id  # it runs for the whole installation
    watched = Watch.objects.values("jurisdiction_id")
    told = 0
    for here in Jurisdiction.objects.filter(id__in=watched).order_by("id"):
        told += tell_watchers(jurisdiction_id=here.id, now=now + dt.timedelta(days=here.clock_offset_days))
    return {"told": told}
