"""Every step of a series in every state by every role: taken exactly where the table has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story
from tests.matrix import ROLES, differing

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.schedules import rules
from dondoc.schedules.choices import SeriesState
from dondoc.schedules.commands.change_series import change_series
from dondoc.schedules.commands.open_next_occurrence import open_next_occurrence
from dondoc.schedules.commands.skip_occurrence import skip_occurrence
from dondoc.schedules.commands.start_series import start_series
from dondoc.schedules.commands.stop_series import stop_series
from dondoc.schedules.models import Series

BLIND = {"other_unit_focal", "administrator", "outsider", "other_field"}
#: A week later: the period of the second occurrence has begun.
LATER = story.at("2021-01-25")
WEEKLY = "FREQ=WEEKLY;BYDAY=FR"


@pytest.mark.parametrize("state", [rules.UNSTARTED, *SeriesState.values])
def test_a_series_goes_exactly_where_the_table_has_it(state, province, request, make_user, now):
    people = {role: request.getfixturevalue(role) for role in ROLES}
    people["other_field"] = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))
    office = people["specialist"]
    given = story.give(office, province, due_on=None, deadline_kind="recurring", deadline_words="thứ Sáu hằng tuần")
    own: dict[str, Any] = {"series_id": 0, "now": LATER}
    if state != rules.UNSTARTED:
        rule = WEEKLY + (";COUNT=1" if state == SeriesState.FINISHED else "")
        own["series_id"] = start_series(actor=office, directive_id=given.id, rrule=rule, now=now).id
    if state == SeriesState.STOPPED:
        stop_series(actor=office, reason="Không còn cần.", **own)
    if state == SeriesState.FINISHED:
        with pytest.raises(Conflict) as over:
            open_next_occurrence(actor=office, **own)
        assert over.value.code == "finished"

    def look() -> str:
        found = Series.objects.filter(jurisdiction_id=1, directive_id=given.id).first()
        return found.state if found else rules.UNSTARTED

    verbs: dict[Any, Callable[[Any], object]] = {
        "start": lambda actor: start_series(actor=actor, directive_id=given.id, rrule=WEEKLY, now=LATER),
        "change": lambda actor: change_series(actor=actor, off_day="before", **own),
        "open_next": lambda actor: open_next_occurrence(actor=actor, **own),
        "skip": lambda actor: skip_occurrence(actor=actor, reason="Tuần nghỉ Tết.", **own),
        "stop": lambda actor: stop_series(actor=actor, reason="Không còn cần.", **own),
    }
    assert {*verbs, "finish"} == {step.verb for step in rules.SERIES_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role in BLIND or (verb != "start" and state == rules.UNSTARTED):
            return NotFound
        if role not in {"office_leader", "specialist"}:
            return Refused
        step = rules.series_step(state, verb)
        return Conflict if step is None else step.target

    assert look() == state
    assert not differing(people, verbs, look, wanted)


def test_the_table_has_no_step_twice_and_nobody_plays_the_system():
    pairs = [(step.source, step.verb) for step in rules.SERIES_STEPS]
    assert len(set(pairs)) == len(pairs)
    assert not any(rules.plays("system", role) for role in ("chair", "office_leader", "specialist", "administrator"))
