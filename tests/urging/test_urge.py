"""Urging by hand: who does it, for what, what is pinned, who is told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.urging.urging_world import LATE, messages_to, subject, told, urged

from dondoc.directives.wording import entries
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.urging.commands.urge import urge
from dondoc.urging.models import UrgedItem, Urging
from dondoc.urging.selectors import items_of, still_owed, urging_cases


@pytest.fixture
def late(province: Any, specialist: Any) -> Any:
    return subject(province, specialist)


def chain(assignment: Any) -> list[LedgerEvent]:
    found = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="assignment", aggregate_id=assignment.id)
    return list(found.order_by("seq"))


@pytest.mark.parametrize("who", ["chair", "office_leader", "specialist"])
def test_it_stands_on_the_assignment_s_own_chain_and_the_unit_is_told_at_once(
    late: Any, lead_focal: Any, lead_head: Any, who: str, request: pytest.FixtureRequest
) -> None:
    actor = request.getfixturevalue(who)
    urging = urged(actor, late, note="Báo cáo trong tuần.")
    event = chain(late)[-1]
    assert (event.code, event.payload["times"], event.payload["lifecycle"]) == ("assignment.urged", 1, "assigned")
    (worded,) = [one for one in entries([event], units={late.id: "Sở A"}, actors={}) if one.code == event.code]
    assert (worded.text, worded.details) == ("Đôn đốc Sở A (lần 1)", (("Ghi chú", "Báo cáo trong tuần."),))
    for person in (lead_focal, lead_head):
        (message,) = messages_to(person)
        assert message.is_urgent
        assert message.path == f"/nhiem-vu/{late.directive_id}/#phan-viec-{late.id}"
        assert text_of(message.kind, message.payload) == "Báo cáo trong tuần."
    assert told(actor) == []
    item = UrgedItem.objects.get(urging_id=urging.id)
    assert (item.due_on, item.lifecycle, item.text) == (story.DUE, "assigned", late.directive.text)
    assert sorted(item.user_ids) == sorted([lead_focal.pk, lead_head.pk])
    assert verify().intact


def test_one_message_a_unit_however_many_and_each_assignment_counts_its_own_times(
    province: Any, office_leader: Any, lead_focal: Any, coordinating_focal: Any
) -> None:
    first, second = subject(province, office_leader), subject(province, office_leader)
    other = subject(province, office_leader, "stc")
    urged(office_leader, first)
    urging = urged(office_leader, first, second, other)
    assert len(messages_to(lead_focal)) == 2
    last = messages_to(lead_focal)[-1]
    assert subject_of(last.kind, last.payload) == f"{office_leader.full_name} đôn đốc 2 việc"
    assert last.path == f"/don-doc/lan/{urging.id}/"
    assert len(messages_to(coordinating_focal)) == 1
    assert [chain(one)[-1].payload["times"] for one in (first, second, other)] == [2, 1, 1]
    seen = urging_cases(lead_focal, [first])[first.id]
    assert (seen.times, seen.last, seen.may_urge) == (2, LATE, False)
    assert urging_cases(office_leader, [first])[first.id].may_urge


def test_what_is_pinned_stays_and_says_what_was_reported_since(late: Any, specialist: Any, lead_focal: Any) -> None:
    urging = urged(specialist, late)
    story.bring_to("reported", late, unit=lead_focal, office=specialist, now=story.at("2021-02-02"))
    (item,) = items_of(lead_focal, urging)
    assert (item.lifecycle, item.assignment.lifecycle, still_owed([item])) == ("assigned", "reported", 0)


def test_a_unit_sees_its_own_items_only(
    province: Any, office_leader: Any, lead_focal: Any, other_unit_focal: Any
) -> None:
    mine, other = subject(province, office_leader), subject(province, office_leader, "stc")
    urging = urged(office_leader, mine, other)
    assert [item.assignment_id for item in items_of(lead_focal, urging)] == [mine.id]
    assert items_of(other_unit_focal, urging) == []


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("clerk", Refused), ("lead_focal", Refused), ("observer", Refused), ("lead_head", Refused),
        ("other_unit_focal", NotFound), ("administrator", NotFound), ("outsider", NotFound),
    ],
)  # fmt: skip
def test_others_do_not(late: Any, who: str, error: type[Exception], request: pytest.FixtureRequest) -> None:
    with pytest.raises(error):
        urged(request.getfixturevalue(who), late)
    assert not Urging.objects.exists()


def test_a_specialist_urges_in_their_own_fields(province: Any, office_leader: Any, specialist: Any) -> None:
    with pytest.raises(NotFound):
        urged(specialist, subject(province, office_leader, field="van-xa"))


def test_nobody_urges_their_own_unit(province: Any, specialist: Any, office_leader: Any, chair: Any) -> None:
    own = subject(province, specialist, "vp")
    for actor in (specialist, office_leader):
        with pytest.raises(Refused):
            urged(actor, own)
    assert urged(chair, own).id


@pytest.mark.parametrize("state", ["reported", "accepted", "withdrawn"])
def test_what_the_unit_does_not_owe_is_not_urged(late: Any, specialist: Any, lead_focal: Any, state: str) -> None:
    story.bring_to(state, late, unit=lead_focal, office=specialist)
    with pytest.raises(Conflict) as refused:
        urged(specialist, late)
    assert (refused.value.code, refused.value.details["assignments"]) == ("nothing_owed", [late.id])


def test_bad_input(late: Any, specialist: Any) -> None:
    for ids, note, code in (
        ([], "", "none_chosen"), ([late.id], "x" * 2001, "too_long"), ([late.id], "a\0", "bad_text"),
        (range(1, 1002), "", "too_many"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            urge(actor=specialist, assignment_ids=list(ids), note=note, now=story.at(LATE))
        assert refused.value.code == code
