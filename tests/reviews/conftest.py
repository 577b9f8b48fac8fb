"""Giving directives in one line, and counting with the plain rule what the figures count with SQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from tests.conftest import NOW, Province

from dondoc.directives.choices import Timeliness
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.reviews.figures import Figures

TODAY = NOW.date()


def count(states: Iterable[AssignmentState], on: dt.date, soon: int = 3) -> Figures:
    """Count with `rules.timeliness`, one by one."""
    codes = Counter(timeliness(state, on, soon) for state in states)
    in_time = codes[Timeliness.OPEN_IN_TIME] + codes[Timeliness.DUE_SOON]
    return Figures(
        codes[Timeliness.DONE_ON_TIME],
        codes[Timeliness.DONE_LATE],
        in_time,
        codes[Timeliness.DUE_SOON],
        codes[Timeliness.OVERDUE],
        codes[Timeliness.UNDATED],
    )


@pytest.fixture
def give(province: Province, office_leader: Any) -> Callable[..., list[Any]]:
    """A function that gives one directive and returns its assignments: give("skhdt", "stc", due=3)."""
    from dondoc.directives.commands.create_directives import NewDirective, create_directives
    from dondoc.directives.models import Assignment

    def run(
        *units: str,
        due: int | None = None,
        coordinates: tuple[str, ...] = (),
        field: str | None = None,
        origin: str = "province",
        given: int = 30,
        now: dt.datetime = NOW,
    ) -> list[Any]:
        day = now.date()
        item = NewDirective(
            text="Khẩn trương thực hiện nhiệm vụ được giao.",
            leads=[province.units[code].id for code in units],
            coordinates=[province.units[code].id for code in coordinates],
            field_id=province.fields[field].id if field else None,
            deadline_kind="none" if due is None else "date",
            due_on=None if due is None else day + dt.timedelta(days=due),
        )
        made = create_directives(
            actor=office_leader,
            items=[item],
            now=now,
            origin=origin,
            issued_on=day - dt.timedelta(days=given),
            reason="Nhập bù.",
        )
        return list(Assignment.objects.filter(directive_id=made[0].id).order_by("id"))

    return run
