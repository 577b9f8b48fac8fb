"""Reads of how often reports are awaited."""

from __future__ import annotations

from dondoc.directives.update_models import UpdateRules
from dondoc.directives.update_rules import UpdateDays


def update_days_of(jurisdiction_id: int) -> UpdateDays:
    """Return the office's setting; the defaults where nobody set anything."""
    row = UpdateRules.objects.filter(jurisdiction_id=jurisdiction_id).first()
    return UpdateDays(row.urgent, row.high, row.normal, row.low) if row else UpdateDays()
