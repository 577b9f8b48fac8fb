"""Days that do not count: by who decides on the deadline, for a cause outside of the unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import TODAY, ask, fresh, last_event, stop

from dondoc.accounts.permissions import scope_of
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment
from dondoc.followup.models import ClockStop
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.reviews.figures import overview


def test_while_it_stands_still_there_is_no_deadline(subject: Assignment, specialist: Any, office_leader: Any) -> None:
    made = stop(specialist, subject)
    assert (made.was_due_on, made.due_on, made.until) == (story.DUE, None, None)
    stopped = fresh(subject)
    assert (stopped.due_on, stopped.original_due_on) == (None, story.DUE)
    event = last_event(subject)
    assert (event.code, event.payload["since"], event.payload["was"]) == (
        "assignment.clock_stopped", "2021-01-18", "2021-01-25",
    )  # fmt: skip
    on = dt.date(2021, 1, 28)
    figures = overview(scope_of(office_leader), Moment(on=on, today=on)).total
    assert (figures.undated, figures.overdue) == (1, 1)


def test_a_time_with_both_its_days_moves_the_deadline_at_once(subject: Assignment, specialist: Any) -> None:
    made = stop(specialist, subject, since=dt.date(2021, 1, 11), until=dt.date(2021, 1, 13))
    assert made.due_on == fresh(subject).due_on == dt.date(2021, 1, 28)
    second = stop(specialist, subject, since=dt.date(2021, 1, 14), until=dt.date(2021, 1, 14))
    assert second.due_on == fresh(subject).due_on == dt.date(2021, 1, 29)
    assert fresh(subject).original_due_on == story.DUE


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"cause": " "}, "cause_required"),
        ({"until": dt.date(2021, 1, 17)}, "ends_before"),
        ({"since": dt.date(2021, 1, 6)}, "before_given"),
        ({"since": dt.date(2021, 1, 19)}, "to_come"),
        ({"since": dt.date(2021, 1, 26), "now": story.at("2021-01-28")}, "after_due"),
        ({"until": dt.date(2300, 1, 1)}, "bad_day"),
    ],
)
def test_bad_input(subject: Assignment, specialist: Any, more: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        stop(specialist, subject, **more)
    assert refused.value.code == code
    assert not ClockStop.objects.exists()


def test_times_do_not_overlap(subject: Assignment, specialist: Any) -> None:
    stop(specialist, subject, since=dt.date(2021, 1, 11), until=dt.date(2021, 1, 13))
    with pytest.raises(BadInput) as refused:
        stop(specialist, subject, since=dt.date(2021, 1, 13))
    assert refused.value.code == "overlaps"
    stop(specialist, subject)
    with pytest.raises(BadInput) as stopped:
        stop(specialist, subject)
    assert stopped.value.code == "undated"


def test_while_it_stands_still_nothing_is_extended(subject: Assignment, specialist: Any, lead_focal: Any) -> None:
    stop(specialist, subject)
    with pytest.raises(BadInput) as refused:
        ask(lead_focal, subject)
    assert refused.value.code == "undated"


def test_who_does_not_decide_on_it_does_not_stop_it(
    subject: Assignment, lead_focal: Any, clerk: Any, other_unit_focal: Any, outsider: Any
) -> None:
    for actor in (lead_focal, clerk):
        with pytest.raises(Refused):
            stop(actor, subject)
    for actor in (other_unit_focal, outsider):
        with pytest.raises(NotFound):
            stop(actor, subject)


def test_a_closed_assignment_has_no_clock(subject: Assignment, specialist: Any) -> None:
    story.call("withdraw", specialist, subject.id, story.at(TODAY, 8))
    with pytest.raises(Conflict):
        stop(specialist, subject)
