"""Several people on one deadline at once: one wins, the others are told; roll-ups and ledger hold. Real connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.directives import story
from tests.directives.test_concurrency import holds
from tests.followup.deadline_world import ask, decide, fresh, stop
from tests.followup.deadline_world import subject as given

from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.models import Extension, FollowUpRules
from dondoc.foundation.errors import BadInput, Conflict

AtOnce = Callable[..., list[Any]]
LATER = dt.date(2021, 1, 28)


def test_of_two_requests_one_waits(
    at_once: AtOnce, province: Any, specialist: Any, lead_focal: Any, lead_head: Any
) -> None:
    subject = given(province, specialist)
    results = at_once(lambda: ask(lead_focal, subject), lambda: ask(lead_head, subject))
    assert [isinstance(each, Conflict) for each in results].count(True) == 1
    assert Extension.objects.count() == 1


def test_of_two_decisions_one_stands(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = given(province, specialist)
    asked = ask(lead_focal, subject)
    results = at_once(
        lambda: decide(specialist, asked), lambda: decide(office_leader, asked, is_granted=False),
        lambda: decide(office_leader, asked, granted_on=dt.date(2021, 1, 29)),
    )  # fmt: skip
    assert [isinstance(each, Conflict) for each in results].count(True) == 2
    (stands,) = [each for each in results if isinstance(each, Extension)]
    assert fresh(subject).due_on == (stands.granted_on or story.DUE)
    holds(LATER)


def test_a_deadline_stands_still_once(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = given(province, specialist)
    asked = ask(lead_focal, subject)
    results = at_once(
        lambda: stop(specialist, subject), lambda: stop(office_leader, subject), lambda: decide(specialist, asked)
    )
    assert [each for each in results if isinstance(each, Exception) and not isinstance(each, Conflict | BadInput)] == []
    assert fresh(subject).due_on is None
    holds(LATER)


def test_rules_are_set_for_the_first_time_once(at_once: AtOnce, office_leader: Any) -> None:
    rules: dict[str, Any] = {"longest": 30, "days_before": 0, "may_ask_late": True, "now": story.at("2021-01-18")}
    results = at_once(
        lambda: set_extension_rules(actor=office_leader, most=1, **rules),
        lambda: set_extension_rules(actor=office_leader, most=3, **rules),
    )
    assert [each for each in results if isinstance(each, Exception)] == []
    assert FollowUpRules.objects.count() == 1
