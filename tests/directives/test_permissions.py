"""Who sees a directive and which steps a page offers. What is outside a person's scope does not exist for them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story

from dondoc.directives.permissions import may_set_deadline, steps_for
from dondoc.directives.selectors import assignment_for, awaited_events, directive_view, evidence_for, evidence_of
from dondoc.foundation.errors import NotFound

SEES = ["chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "coordinating_focal", "observer"]
SEES_NOT = ["other_unit_focal", "administrator", "outsider"]


@pytest.mark.parametrize("name", SEES)
def test_these_people_see_the_directive(
    name: str, request: pytest.FixtureRequest, province: Any, office_leader: Any
) -> None:
    directive = story.give(office_leader, province)
    page = directive_view(request.getfixturevalue(name), directive.id)
    assert [view.assignment.unit.code for view in page.assignments] == ["skhdt", "stc"], "the lead comes first"
    assert page.actors == {office_leader.pk: office_leader.full_name}


@pytest.mark.parametrize("name", SEES_NOT)
def test_for_these_it_does_not_exist(
    name: str, request: pytest.FixtureRequest, province: Any, office_leader: Any
) -> None:
    directive = story.give(office_leader, province)
    person = request.getfixturevalue(name)
    with pytest.raises(NotFound):
        directive_view(person, directive.id)
    with pytest.raises(NotFound):
        assignment_for(person, story.assignment(directive, province.units["skhdt"]).id)


def test_a_specialist_sees_their_fields_and_what_has_none(province: Any, office_leader: Any, specialist: Any) -> None:
    other = story.give(office_leader, province, field="van-xa")
    with pytest.raises(NotFound):
        directive_view(specialist, other.id)
    assert directive_view(specialist, story.give(office_leader, province, field=None).id)


def test_a_directive_that_is_not_there_is_not_found(province: Any, office_leader: Any) -> None:
    with pytest.raises(NotFound):
        directive_view(office_leader, 999_999_999)


def test_buttons_are_the_steps_this_person_may_take_now(
    province: Any, office_leader: Any, specialist: Any, lead_focal: Any, coordinating_focal: Any, chair: Any
) -> None:
    directive = story.give(office_leader, province)
    lead = story.assignment(directive, province.units["skhdt"])
    offered = {
        person.username: [step.verb for step in steps_for(person, lead)]
        for person in (office_leader, specialist, lead_focal, coordinating_focal, chair)
    }
    assert offered == {
        "chanhvp": ["withdraw"], "chuyenvien": ["withdraw"], "dm.skhdt": ["acknowledge"], "dm.stc": [], "chutich": [],
    }  # fmt: skip
    story.bring_to("reported", lead, unit=lead_focal, office=office_leader)
    assert [step.verb for step in steps_for(specialist, lead)] == ["accept_completion", "return_completion", "withdraw"]
    assert steps_for(lead_focal, lead) == []


def test_a_specialist_does_not_decide_on_their_own_units_report(
    province: Any, office_leader: Any, specialist: Any
) -> None:
    own = story.assignment(story.give(office_leader, province, leads=("vp",)), province.units["vp"])
    story.bring_to("reported", own, unit=specialist, office=office_leader)
    assert [step.verb for step in steps_for(specialist, own)] == ["withdraw"]
    assert "accept_completion" in [step.verb for step in steps_for(office_leader, own)]


def test_only_the_office_sets_a_deadline_and_only_while_open(
    province: Any, office_leader: Any, specialist: Any, lead_focal: Any, clerk: Any
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    assert [may_set_deadline(p, subject) for p in (office_leader, specialist, lead_focal, clerk)] == [
        True, True, False, False,
    ]  # fmt: skip
    story.bring_to("accepted", subject, unit=lead_focal, office=office_leader)
    assert not may_set_deadline(office_leader, subject)


def test_evidence_opens_for_those_who_see_files(
    province: Any, office_leader: Any, lead_focal: Any, coordinating_focal: Any, observer: Any, other_unit_focal: Any
) -> None:
    directive = story.give(office_leader, province)
    subject = story.assignment(directive, province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    files = [("ket-qua.txt", "Kết quả.".encode())]
    story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), files=files)
    kept = directive_view(office_leader, directive.id).assignments[0].evidence[0]
    assert evidence_for(lead_focal, kept.id).file.name == "ket-qua.txt"
    assert evidence_for(coordinating_focal, kept.id)
    assert directive_view(observer, directive.id).assignments[0].evidence == []
    for person in (observer, other_unit_focal):
        with pytest.raises(NotFound):
            evidence_for(person, kept.id)


def test_units_side_by_side_do_not_read_each_others_reports(
    province: Any, office_leader: Any, lead_focal: Any, coordinating_focal: Any, other_unit_focal: Any, observer: Any
) -> None:
    """Two lead, one coordinates: across the roles they read each other, the two leads only how far the other is."""
    directive = story.give(office_leader, province, leads=("skhdt", "syt"), coordinates=("stc",))
    subject = story.assignment(directive, province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    files = [("ket-qua.txt", "Kết quả.".encode())]
    story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), files=files)
    story.call("return_completion", office_leader, subject.id, story.at("2021-01-16"), reason="Số liệu chưa khớp.")
    kept = directive_view(lead_focal, directive.id).assignments[0].evidence[0]
    for person, reads in (
        (lead_focal, True), (coordinating_focal, True), (office_leader, True), (observer, False),
        (other_unit_focal, False),
    ):  # fmt: skip
        view = directive_view(person, directive.id)
        assert {each.assignment.unit.code: each.assignment.lifecycle for each in view.assignments}[
            "skhdt"
        ] == "returned"
        assert bool(evidence_of(person, subject)) == reads
        assert any(each.evidence for each in view.assignments) == reads
        told = "Số liệu chưa khớp." in [event.reason for event in view.events]
        assert told == (person is not other_unit_focal)
        if not reads:
            with pytest.raises(NotFound):
                evidence_for(person, kept.id)


def test_a_unit_sees_the_work_of_the_units_below_it(
    province: Any, office_leader: Any, lead_head: Any, make_user: Any
) -> None:
    below = province.units["rachgia"]
    type(below).objects.filter(jurisdiction_id=1, id=below.id).update(parent_unit_id=province.units["skhdt"].id)
    directive = story.give(office_leader, province, leads=("rachgia",), coordinates=())
    assert directive_view(lead_head, directive.id)
    subject = story.assignment(directive, below)
    assert [step.verb for step in steps_for(lead_head, subject)] == ["acknowledge"]


def test_an_inactive_user_sees_nothing(province: Any, office_leader: Any, make_user: Any) -> None:
    directive = story.give(office_leader, province)
    gone = make_user("thoiviec", "office_leader", unit="vp", is_active=False)
    with pytest.raises(NotFound):
        directive_view(gone, directive.id)


def test_awaited_events_are_seen_by_who_sees_directives(province: Any, office_leader: Any, administrator: Any) -> None:
    story.give(office_leader, province, due_on=None, deadline_kind="event", event_name="nghị quyết của HĐND tỉnh")
    assert [event.name for event in awaited_events(office_leader)] == ["nghị quyết của HĐND tỉnh"]
    assert awaited_events(administrator) == []
