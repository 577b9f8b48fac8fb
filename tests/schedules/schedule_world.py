"""The story of these tests: today is 18/01/2021; a storm makes 21/01 a day off; tasks are due by count, by event, by date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.directives import story

from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.commands.declare_days import declare_days
from dondoc.calendars.rules import DayChange
from dondoc.directives.models import Assignment, DeadlineEvent, Directive
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 18)
STORM = DayChange(dt.date(2021, 1, 21), DeclaredKind.HOLIDAY, "Nghỉ tránh bão")


def declare(actor: Any, now: dt.datetime, *days: DayChange, source: str = "12/QĐ-TTg") -> Any:
    """Enter the storm, or other days."""
    return declare_days(actor=actor, days=days or (STORM,), source=source, now=now)


def counted(actor: Any, province: Any, **more: Any) -> Directive:
    """Due 05 working days from 15/01: on 22/01 by the shipped calendar, on 25/01 with the storm."""
    given = {
        "due_on": dt.date(2021, 1, 22), "deadline_kind": "relative",
        "deadline_words": "trong 05 ngày làm việc kể từ ngày ký", "issued_on": dt.date(2021, 1, 15),
        "now": story.at("2021-01-15"), **more,
    }  # fmt: skip
    return story.give(actor, province, **given)


def waiting(actor: Any, province: Any, **more: Any) -> tuple[Directive, DeadlineEvent]:
    """Due five working days after an event that has not happened."""
    given = {
        "due_on": None, "deadline_kind": "event", "event_name": "Nghị quyết ban hành", "event_working_days": 5, **more,
    }  # fmt: skip
    directive = story.give(actor, province, **given)
    return directive, DeadlineEvent.objects.get(id=directive.event_id)


def part(directive: Directive, province: Any, unit: str = "skhdt") -> Assignment:
    """The assignment of a unit, as the database has it."""
    return story.assignment(directive, province.units[unit])


def codes(aggregate: str, number: int) -> list[str]:
    """The codes of a chain, oldest first."""
    rows = LedgerEvent.objects.filter(aggregate=aggregate, aggregate_id=number).order_by("seq")
    return list(rows.values_list("code", flat=True))


def last(aggregate: str, number: int) -> LedgerEvent:
    """The newest event of a chain."""
    return LedgerEvent.objects.filter(aggregate=aggregate, aggregate_id=number).latest("seq")
