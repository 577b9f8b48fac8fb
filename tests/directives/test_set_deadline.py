"""Setting a deadline: a reason always, the original kept, figures follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story

from dondoc.accounts.permissions import scope_of
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments
from dondoc.directives.models import Assignment
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 28)


@pytest.fixture
def subject(province: Any, office_leader: Any) -> Assignment:
    return story.assignment(story.give(office_leader, province), province.units["skhdt"])


def move(actor: Any, subject: Assignment, due_on: dt.date, **more: Any) -> Assignment:
    given = {"reason": "Chờ ý kiến của Bộ.", "now": story.at(TODAY), **more}
    return set_deadline(actor=actor, assignment_id=subject.id, due_on=due_on, **given)


def test_the_original_is_kept_and_the_figures_follow(subject: Assignment, office_leader: Any, province: Any) -> None:
    late = AssignmentFilter(unit_ids=(province.units["skhdt"].id,), timeliness=("overdue",))
    moment = Moment(on=TODAY, today=TODAY)
    assert count_assignments(scope_of(office_leader), late, moment) == 1
    moved = move(office_leader, subject, dt.date(2021, 2, 10))
    assert (moved.due_on, moved.original_due_on) == (dt.date(2021, 2, 10), story.DUE)
    assert count_assignments(scope_of(office_leader), late, moment) == 0
    event = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate_id=subject.id).latest("seq")
    assert (event.code, event.payload["was"], event.payload["due_on"]) == (
        "assignment.deadline_set", "2021-01-25", "2021-02-10",
    )  # fmt: skip
    assert event.reason == "Chờ ý kiến của Bộ."


def test_a_date_for_what_had_none_is_its_first(province: Any, office_leader: Any) -> None:
    undated = story.assignment(story.give(office_leader, province, due_on=None), province.units["skhdt"])
    moved = move(office_leader, undated, dt.date(2021, 2, 10))
    assert moved.original_due_on == moved.due_on == dt.date(2021, 2, 10)


@pytest.mark.parametrize(
    ("due_on", "more", "code"),
    [
        (dt.date(2021, 2, 10), {"reason": " "}, "reason_required"),
        (story.DUE, {}, "same_deadline"),
        (dt.date(2021, 1, 6), {}, "due_before_given"),
    ],
)
def test_bad_input(subject: Assignment, office_leader: Any, due_on: dt.date, more: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        move(office_leader, subject, due_on, **more)
    assert refused.value.code == code


def test_a_closed_one_is_a_conflict_for_who_may_and_refused_for_who_may_not(
    subject: Assignment, office_leader: Any, lead_focal: Any, other_unit_focal: Any
) -> None:
    story.bring_to("accepted", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(Conflict):
        move(office_leader, subject, dt.date(2021, 2, 10))
    with pytest.raises(Refused):
        move(lead_focal, subject, dt.date(2021, 2, 10))
    with pytest.raises(NotFound):
        move(other_unit_focal, subject, dt.date(2021, 2, 10))
