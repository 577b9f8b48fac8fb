"""Recording an awaited event: the deadlines that wait for it become dates, all at once and once only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story

from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import DeadlineEvent, Directive
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

OCCURRED = dt.date(2021, 1, 15)


@pytest.fixture
def waiting(province: Any, office_leader: Any) -> list[Directive]:
    return [
        story.give(
            office_leader,
            province,
            due_on=None,
            deadline_kind="event",
            event_name="Nghị quyết của HĐND tỉnh",
            event_working_days=days,
        )
        for days in (0, 5)
    ]


def record(actor: Any, directive: Directive, occurred_on: dt.date = OCCURRED) -> DeadlineEvent:
    return record_event(
        actor=actor, event_id=directive.event_id or 0, occurred_on=occurred_on, now=story.at("2021-01-18")
    )


def test_every_open_assignment_gets_its_date(waiting: list[Directive], province: Any, office_leader: Any) -> None:
    record(office_leader, waiting[0])
    dues = [story.assignment(d, province.units["skhdt"]) for d in waiting]
    assert [a.due_on for a in dues] == [OCCURRED, dt.date(2021, 1, 22)], "working days: 16 and 17/01 are a weekend"
    assert [a.original_due_on for a in dues] == [a.due_on for a in dues]
    codes = LedgerEvent.objects.filter(jurisdiction_id=1, recorded_at=story.at("2021-01-18")).values_list(
        "code", flat=True
    )
    assert (
        sorted(codes) == ["assignment.deadline_set"] * 4 + ["deadline_event.recorded"] + ["directive.deadline_set"] * 2
    )


def test_nobody_is_late_before_they_were_told(waiting: list[Directive], province: Any, office_leader: Any) -> None:
    record(office_leader, waiting[0], dt.date(2021, 1, 4))
    assert story.assignment(waiting[0], province.units["skhdt"]).due_on == dt.date(2021, 1, 7), "the day it was given"


def test_what_is_closed_or_has_a_date_stays(
    waiting: list[Directive], province: Any, office_leader: Any, lead_focal: Any
) -> None:
    closed = story.assignment(waiting[0], province.units["skhdt"])
    dated = story.assignment(waiting[1], province.units["skhdt"])
    story.bring_to("accepted", closed, unit=lead_focal, office=office_leader)
    set_deadline(
        actor=office_leader, assignment_id=dated.id, due_on=dt.date(2021, 3, 1), reason="Ấn định.",
        now=story.at("2021-01-10"),
    )  # fmt: skip
    record(office_leader, waiting[0])
    closed.refresh_from_db()
    dated.refresh_from_db()
    assert (closed.due_on, dated.due_on) == (None, dt.date(2021, 3, 1))


def test_recording_twice_is_a_conflict(waiting: list[Directive], office_leader: Any, specialist: Any) -> None:
    record(specialist, waiting[0])
    with pytest.raises(Conflict, match="15/01/2021"):
        record(office_leader, waiting[0])


def test_a_day_to_come_is_refused(waiting: list[Directive], office_leader: Any) -> None:
    with pytest.raises(BadInput) as refused:
        record(office_leader, waiting[0], dt.date(2021, 1, 19))
    assert refused.value.code == "in_future"


@pytest.mark.parametrize("name", ["chair", "clerk", "lead_head", "observer"])
def test_others_may_not(name: str, request: pytest.FixtureRequest, waiting: list[Directive]) -> None:
    with pytest.raises(Refused):
        record(request.getfixturevalue(name), waiting[0])


@pytest.mark.parametrize("name", ["administrator", "outsider"])
def test_for_these_it_does_not_exist(name: str, request: pytest.FixtureRequest, waiting: list[Directive]) -> None:
    with pytest.raises(NotFound):
        record(request.getfixturevalue(name), waiting[0])
