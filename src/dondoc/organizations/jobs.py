"""What the room tells the background: whose days there are."""

from __future__ import annotations

from dondoc.jobs.registry import jurisdictions
from dondoc.organizations.models import Jurisdiction


@jurisdictions
def offsets() -> dict[int, int]:
    """Give each jurisdiction's clock offset by its id."""
    return dict(Jurisdiction.objects.values_list("id", "clock_offset_days"))
