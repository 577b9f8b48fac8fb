"""Reopening: by whom, what it leaves, what figures say of the days before and after, a second closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.directives.test_concurrency import holds
from tests.followup.deadline_world import fresh, last_event

from dondoc.accounts.permissions import Scope
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment, LateCause
from dondoc.directives.permissions import steps_for
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.reviews.figures import overview


def closed_late(subject: Assignment, unit: Any, office: Any) -> None:
    story.bring_to("acknowledged", subject, unit=unit, office=office)
    story.call("report_completion", unit, subject.id, story.at("2021-02-01"), cause=story.CAUSE)
    story.call("accept_completion", office, subject.id, story.at("2021-02-03"), cause=None)


def test_it_is_open_again_and_nothing_of_its_closing_is_lost(
    subject: Assignment, lead_focal: Any, office_leader: Any, chair: Any
) -> None:
    closed_late(subject, lead_focal, office_leader)
    story.call("reopen", chair, subject.id, story.at("2021-02-10"))
    now = fresh(subject)
    assert (now.lifecycle, now.reported_on, now.completed_on, now.closed_on) == ("in_progress", None, None, None)
    assert (now.updated_on, now.due_on) == (dt.date(2021, 2, 1), story.DUE)
    event = last_event(subject)
    assert (event.code, event.reason, event.actor_id) == ("assignment.reopened", "Kết quả chưa đạt yêu cầu.", chair.pk)
    assert not LateCause.objects.filter(is_standing=True).exists()
    # The second closing asks for its cause again; both closings stand in the history.
    story.call("report_completion", lead_focal, subject.id, story.at("2021-02-15"))
    with pytest.raises(BadInput) as refused:
        story.call("accept_completion", office_leader, subject.id, story.at("2021-02-16"), cause=None)
    assert refused.value.code == "cause_required"
    story.call("accept_completion", office_leader, subject.id, story.at("2021-02-16"))
    assert fresh(subject).completed_on == dt.date(2021, 2, 15)
    codes = LedgerEvent.objects.filter(aggregate="assignment", aggregate_id=subject.id).values_list("code", flat=True)
    assert list(codes).count("assignment.completion_accepted") == 2
    assert list(LateCause.objects.order_by("id").values_list("source", "is_standing", "completed_on")) == [
        ("unit", False, dt.date(2021, 2, 1)), ("office", False, dt.date(2021, 2, 1)),
        ("office", True, dt.date(2021, 2, 15)),
    ]  # fmt: skip


def test_figures_of_each_day_stay_what_they_were(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    closed_late(subject, lead_focal, office_leader)
    story.call("reopen", office_leader, subject.id, story.at("2021-02-10"))
    today = dt.date(2021, 2, 10)
    scope = Scope(1, "all")

    def at(day: str) -> tuple[int, int]:
        total = overview(scope, Moment(on=dt.date.fromisoformat(day), today=today)).total
        return total.done_late, total.overdue

    # The coordinating unit's part is overdue all the while.
    assert [at(day) for day in ("2021-02-02", "2021-02-03", "2021-02-09", "2021-02-10")] == [
        (0, 2), (1, 1), (1, 1), (0, 2),
    ]  # fmt: skip
    holds(today)


def test_what_was_withdrawn_can_be_reopened(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    story.bring_to("withdrawn", subject, unit=lead_focal, office=office_leader)
    assert [step.verb for step in steps_for(office_leader, fresh(subject))] == ["reopen"]
    assert story.call("reopen", office_leader, subject.id, story.at("2021-01-20")).lifecycle == "in_progress"
    holds(dt.date(2021, 1, 20))


def test_it_needs_a_reason_and_a_named_right(
    subject: Assignment, lead_focal: Any, office_leader: Any, specialist: Any, chair: Any
) -> None:
    story.bring_to("accepted", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput) as wrong:
        story.call("reopen", office_leader, subject.id, story.at("2021-01-20"), reason=" ")
    assert wrong.value.code == "reason_required"
    for person in (specialist, lead_focal):
        assert steps_for(person, fresh(subject)) == []
        with pytest.raises(Refused):
            story.call("reopen", person, subject.id, story.at("2021-01-20"))
    with pytest.raises(Refused) as refused:
        story.call("reopen", chair, subject.id, story.at("2021-01-20"), effective_on=dt.date(2021, 1, 19))
    assert refused.value.code == "may_not_backdate"


def test_what_another_unit_has_now_stays_closed(subject: Assignment, province: Any, office_leader: Any) -> None:
    from dondoc.followup.commands.transfer_by_decision import transfer_by_decision

    transfer_by_decision(
        actor=office_leader, assignment_id=subject.id, to_unit_id=province.units["syt"].id, reason="Đúng chức năng.",
        now=story.at("2021-01-20"),
    )  # fmt: skip
    with pytest.raises(Conflict) as refused:
        story.call("reopen", office_leader, subject.id, story.at("2021-01-21"))
    assert refused.value.code == "succeeded"
    new = story.assignment(subject.directive, province.units["syt"])
    assert new.priority == subject.priority
