"""Two at once on one series, one decision: one wins, the other is told. Real connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.directives.test_concurrency import holds
from tests.schedules.schedule_world import counted, declare
from tests.schedules.test_series import at, monthly, start

from dondoc.foundation.errors import Conflict
from dondoc.schedules.commands.open_next_occurrence import open_next_occurrence
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.models import Occurrence
from dondoc.schedules.nightly import open_due_occurrences
from dondoc.schedules.recounting import recount_of

AtOnce = Callable[..., list[Any]]


def test_the_night_and_a_person_open_one(at_once: AtOnce, province: Any, office_leader: Any, now: dt.datetime) -> None:
    series = start(office_leader, monthly(office_leader, province), now)
    night = at("2021-02-01")
    at_once(
        lambda: open_due_occurrences(1, night),
        lambda: open_next_occurrence(actor=office_leader, series_id=series.id, now=night, after=1),
        lambda: open_due_occurrences(1, night),
    )
    assert Occurrence.objects.filter(series_id=series.id).count() == 2
    holds(dt.date(2021, 2, 1))


def test_of_two_recounts_one_moves(at_once: AtOnce, province: Any, office_leader: Any, now: dt.datetime) -> None:
    counted(office_leader, province)
    declare(office_leader, now)
    digest = recount_of(1, today=now.date()).digest
    results = at_once(*[lambda: recount_deadlines(actor=office_leader, digest=digest, now=now)] * 2)
    assert [isinstance(each, Conflict) for each in results].count(True) == 1
    assert not recount_of(1, today=now.date()).moves
    holds(dt.date(2021, 1, 28))
