"""The days that were left begin again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import TODAY, fresh, last_event, stop

from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Assignment
from dondoc.followup.commands.resume_clock import resume_clock
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.verify import verify

UNTIL = dt.date(2021, 1, 29)


def resume(actor: Any, stopped: Any, **more: Any) -> Any:
    return resume_clock(
        **{"actor": actor, "stop_id": stopped.id, "until": UNTIL, "now": story.at("2021-02-01"), **more}
    )


def test_as_many_days_as_were_left(subject: Assignment, specialist: Any) -> None:
    ended = resume(specialist, stop(specialist, subject))
    assert (ended.until, ended.due_on) == (UNTIL, dt.date(2021, 2, 8))  # six were left: 18 to 22 and 25 January
    assert fresh(subject).due_on == dt.date(2021, 2, 8)
    event = last_event(subject)
    assert (event.code, event.payload["until"], event.payload["due_on"]) == (
        "assignment.clock_resumed", "2021-01-29", "2021-02-08",
    )  # fmt: skip
    assert verify().intact


@pytest.mark.parametrize(("until", "code"), [(dt.date(2021, 1, 17), "ends_before"), (dt.date(2021, 2, 2), "to_come")])
def test_bad_input(subject: Assignment, specialist: Any, until: dt.date, code: str) -> None:
    stopped = stop(specialist, subject)
    with pytest.raises(BadInput) as refused:
        resume(specialist, stopped, until=until)
    assert refused.value.code == code
    assert fresh(subject).due_on is None


def test_once(subject: Assignment, specialist: Any) -> None:
    stopped = stop(specialist, subject)
    resume(specialist, stopped)
    with pytest.raises(Conflict) as refused:
        resume(specialist, stopped)
    assert refused.value.code == "resumed"


def test_a_deadline_that_was_set_meanwhile_stays(subject: Assignment, specialist: Any) -> None:
    stopped = stop(specialist, subject)
    day = dt.date(2021, 2, 9)
    set_deadline(
        actor=specialist, assignment_id=subject.id, due_on=day, reason="Ấn định lại.", now=story.at("2021-01-20")
    )
    assert resume(specialist, stopped).due_on == fresh(subject).due_on == day


def test_what_was_closed_meanwhile_stays_as_it_is(subject: Assignment, specialist: Any) -> None:
    stopped = stop(specialist, subject)
    story.call("withdraw", specialist, subject.id, story.at(TODAY, 12))
    with pytest.raises(Conflict):
        resume(specialist, stopped)


def test_others_do_not(subject: Assignment, specialist: Any, lead_focal: Any, other_unit_focal: Any) -> None:
    stopped = stop(specialist, subject)
    with pytest.raises(Refused):
        resume(lead_focal, stopped)
    with pytest.raises(NotFound):
        resume(other_unit_focal, stopped)
    with pytest.raises(NotFound):
        resume_clock(actor=specialist, stop_id=1, until=UNTIL, now=story.at("2021-02-01"))
