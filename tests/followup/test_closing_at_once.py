"""Several people at one closing at once: one wins, the others are told. Real connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.directives import story
from tests.directives.test_concurrency import holds
from tests.followup.deadline_world import fresh
from tests.followup.deadline_world import subject as given

from dondoc.directives.models import Assignment, LateCause
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.set_cause_kind import set_cause_kind
from dondoc.followup.commands.set_priority import set_priority
from dondoc.followup.commands.state_cause import state_cause
from dondoc.foundation.errors import Conflict

AtOnce = Callable[..., list[Any]]
LATE = story.at("2021-02-01")


def _failures(results: list[Any]) -> list[Any]:
    return [each for each in results if isinstance(each, Exception)]


def test_of_two_acceptances_one_concludes_the_cause(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = given(province, specialist)
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    story.call("report_completion", lead_focal, subject.id, LATE, cause=story.CAUSE)
    results = at_once(
        lambda: story.call("accept_completion", specialist, subject.id, LATE),
        lambda: story.call("accept_completion", office_leader, subject.id, LATE),
    )
    assert [type(each) for each in _failures(results)] == [Conflict]
    assert LateCause.objects.filter(source="office").count() == 1
    holds(LATE.date())


def test_of_two_reopenings_one_is_told(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, chair: Any, lead_focal: Any
) -> None:
    subject = given(province, specialist)
    story.bring_to("accepted", subject, unit=lead_focal, office=office_leader)
    now = story.at("2021-01-20")
    results = at_once(
        lambda: story.call("reopen", chair, subject.id, now),
        lambda: story.call("reopen", office_leader, subject.id, now),
    )
    assert [type(each) for each in _failures(results)] == [Conflict]
    holds(now.date())


def test_of_two_causes_the_later_stands(
    at_once: AtOnce, province: Any, specialist: Any, lead_focal: Any, lead_head: Any
) -> None:
    subject = given(province, specialist)
    results = at_once(
        lambda: state_cause(actor=lead_focal, assignment_id=subject.id, cause=story.CAUSE, now=LATE),
        lambda: state_cause(actor=lead_head, assignment_id=subject.id, cause=story.CAUSE, now=LATE),
    )
    assert _failures(results) == []
    assert LateCause.objects.count() == 2
    assert LateCause.objects.get(is_standing=True).id == max(LateCause.objects.values_list("id", flat=True))


def test_a_report_and_another_priority_both_stay(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = given(province, specialist)
    now = story.at("2021-01-20")
    results = at_once(
        lambda: report_progress(actor=lead_focal, assignment_id=subject.id, text="Đang làm.", percent=50, now=now),
        lambda: set_priority(actor=specialist, directive_id=subject.directive_id, priority="urgent", now=now),
        lambda: set_priority(actor=office_leader, directive_id=subject.directive_id, priority="high", now=now),
    )
    assert _failures(results) == []
    after = fresh(subject)
    assert (after.percent, after.updated_on) == (50, dt.date(2021, 1, 20))
    assert {row.priority for row in Assignment.objects.filter(directive_id=subject.directive_id)} == {after.priority}
    holds(now.date())


def test_two_new_reasons_of_one_name_have_two_codes(at_once: AtOnce, office_leader: Any) -> None:
    one = lambda: set_cause_kind(actor=office_leader, name="Chờ nghiệm thu", side="objective", now=LATE)  # noqa: E731
    results = at_once(one, one)
    assert sorted(each.code for each in results) == ["cho-nghiem-thu", "cho-nghiem-thu-2"]
