"""The office's reminder rules: its rows, or the shipped ones where it has none yet."""

from __future__ import annotations

import datetime as dt

from dondoc.organizations.changes import hold_organization
from dondoc.urging.defaults import shipped
from dondoc.urging.models import ReminderRule
from dondoc.urging.rules import Rule


def rules_of(jurisdiction_id: int) -> list[Rule]:
    """Return the rules in their order, those that are ended too; the shipped ones where none are kept."""
    rows = ReminderRule.objects.filter(jurisdiction_id=jurisdiction_id).order_by("position", "id")
    return [rule_of(row) for row in rows] or shipped()


def rule_of(row: ReminderRule) -> Rule:
    """The rule of a row."""
    return Rule(
        id=row.id, code=row.code, name=row.name, trigger=row.trigger, days=row.days, ranks=tuple(row.ranks),
        repeat_days=row.repeat_days, is_working_days=row.is_working_days, role=row.role, origin=row.origin,
        field_ids=tuple(row.field_ids), only_starred=row.only_starred, at_once=row.at_once, position=row.position, is_active=row.is_active, is_shipped=row.is_shipped,
    )  # fmt: skip


def keep_shipped(jurisdiction_id: int, now: dt.datetime) -> None:
    """Make rows of the shipped rules where the office has none: what is told is told by a rule that has an id.

    Inside the caller's transaction; two who come at once make them once.
    """
    hold_organization(jurisdiction_id)
    if ReminderRule.objects.filter(jurisdiction_id=jurisdiction_id).exists():
        return
    for rule in shipped():
        ReminderRule.objects.create(
            jurisdiction_id=jurisdiction_id, code=rule.code, name=rule.name, trigger=rule.trigger, days=rule.days,
            repeat_days=rule.repeat_days, is_working_days=rule.is_working_days, ranks=list(rule.ranks), role=rule.role,
            origin=rule.origin, field_ids=list(rule.field_ids), at_once=rule.at_once, position=rule.position, is_shipped=True, changed_at=now,
        )  # fmt: skip
