"""Several people on one task at once: parts, transfers, mergers. One wins, the others are told. Real connections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.directives import story
from tests.directives.test_concurrency import holds
from tests.followup import part_world
from tests.followup import succession_world as world

from dondoc.directives.models import Assignment
from dondoc.followup.models import Part, Succession
from dondoc.foundation.errors import BadInput, Conflict

AtOnce = Callable[..., list[Any]]
TODAY = dt.date(2021, 1, 18)


def errors(results: list[Any]) -> list[type[Exception]]:
    return [type(each) for each in results if isinstance(each, Exception)]


def test_of_two_who_give_a_room_its_part_one_does(
    at_once: AtOnce, province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    rooms, whole = part_world.below(province), part_world.subject(province, specialist)
    results = at_once(
        lambda: part_world.divide(lead_head, whole, unit=rooms["dau-tu"]),
        lambda: part_world.divide(lead_focal, whole, unit=rooms["dau-tu"]),
    )
    assert errors(results) == [BadInput]
    assert Part.objects.count() == 1


def test_a_part_is_accepted_or_returned_and_its_whole_withdrawn_only_once(
    at_once: AtOnce, province: Any, specialist: Any, lead_head: Any, lead_focal: Any, make_user: Any
) -> None:
    other = make_user("pgd", "unit_head", unit="skhdt")
    whole = part_world.subject(province, specialist)
    part = part_world.bring_to(
        "reported", part_world.divide(lead_head, whole, user=lead_focal), holder=lead_focal, giver=lead_head
    )
    results = at_once(
        lambda: part_world.step("accept_part", lead_head, part), lambda: part_world.step("return_part", other, part),
        lambda: part_world.step("withdraw_part", other, part),
    )  # fmt: skip
    assert set(errors(results)) <= {Conflict}
    assert part_world.fresh(part).lifecycle in ("accepted", "withdrawn")
    holds(TODAY)


def test_two_transfers_and_an_acknowledgement_leave_one_owner(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = part_world.subject(province, specialist)
    results = at_once(
        lambda: world.by_decision(specialist, subject, province.units["syt"]),
        lambda: world.by_decision(office_leader, subject, province.units["bdbp"]),
        lambda: story.call("acknowledge", lead_focal, subject.id, world.NOW),
    )
    assert Conflict in errors(results)
    open_ = Assignment.objects.filter(directive_id=subject.directive_id, role="lead").exclude(lifecycle="withdrawn")
    assert open_.count() == 1
    assert Succession.objects.count() == 1
    holds(TODAY)


def test_two_tasks_are_not_merged_into_each_other(
    at_once: AtOnce, province: Any, specialist: Any, office_leader: Any
) -> None:
    one, two = story.give(specialist, province), story.give(specialist, province)
    results = at_once(lambda: world.merge(specialist, one, two), lambda: world.merge(office_leader, two, one))
    assert errors(results) == [Conflict]
    assert Succession.objects.count() == 1
    holds(TODAY)


def test_what_is_undone_is_undone_once(at_once: AtOnce, province: Any, specialist: Any, office_leader: Any) -> None:
    subject = part_world.subject(province, specialist)
    done = world.by_decision(specialist, subject, province.units["syt"])
    results = at_once(lambda: world.undo(specialist, done), lambda: world.undo(office_leader, done))
    assert errors(results) == [Conflict]
    assert world.rows(subject.directive) == {"skhdt": "assigned", "stc": "assigned", "syt": "withdrawn"}
    holds(TODAY)
