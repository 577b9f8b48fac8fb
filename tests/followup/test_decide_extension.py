"""Deciding on a request: by the one who set the deadline, whom they named, or who stands above; both days are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import TODAY, WANTED, ask, decide, fresh, last_event

from dondoc.accounts.permissions import scope_of
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments
from dondoc.directives.models import Assignment
from dondoc.followup.commands.name_deputy import name_deputy
from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.models import Extension
from dondoc.followup.selectors import cases_of, waiting_extensions
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.verify import verify
from dondoc.reviews.figures import overview


def test_granted_it_moves_the_deadline_and_both_readings_stand(
    subject: Assignment, lead_focal: Any, specialist: Any, office_leader: Any, province: Any
) -> None:
    decided = decide(specialist, ask(lead_focal, subject), note="Đồng ý, không gia hạn thêm.")
    assert (decided.state, decided.granted_on, decided.decided_by_id) == ("granted", WANTED, specialist.pk)
    moved = fresh(subject)
    assert (moved.due_on, moved.original_due_on) == (WANTED, story.DUE)
    event = last_event(subject)
    assert (event.code, event.payload["was"], event.payload["due_on"]) == (
        "assignment.extension_granted", "2021-01-25", "2021-02-01",
    )  # fmt: skip
    on = dt.date(2021, 1, 28)
    late = AssignmentFilter(unit_ids=(province.units["skhdt"].id,), timeliness=("overdue",))
    scope = scope_of(office_leader)
    assert count_assignments(scope, late, Moment(on=on, today=on)) == 0
    assert count_assignments(scope, late, Moment(on=on, today=on, against_original=True)) == 1
    assert (
        overview(scope, Moment(on=on, today=on)).total.overdue == 1
    )  # the coordinating unit's, which asked for nothing
    assert overview(scope, Moment(on=on, today=on, against_original=True)).total.overdue == 2
    assert cases_of(1, [subject.id]).granted(subject.id) == 1
    assert verify().intact


def test_another_day_may_be_granted(subject: Assignment, lead_focal: Any, specialist: Any) -> None:
    decided = decide(specialist, ask(lead_focal, subject), granted_on=dt.date(2021, 1, 28))
    assert (decided.wanted_on, decided.granted_on) == (WANTED, dt.date(2021, 1, 28))
    assert fresh(subject).due_on == dt.date(2021, 1, 28)


def test_refused_with_its_reason_nothing_moves_and_it_may_be_asked_again(
    subject: Assignment, lead_focal: Any, specialist: Any
) -> None:
    decided = decide(specialist, ask(lead_focal, subject), is_granted=False)
    assert (decided.state, decided.granted_on, decided.note) == ("refused", None, "Số liệu đã có.")
    assert fresh(subject).due_on == story.DUE
    assert (last_event(subject).code, last_event(subject).reason) == ("assignment.extension_refused", "Số liệu đã có.")
    assert ask(lead_focal, subject, now=story.at("2021-01-20")).state == "asked"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"is_granted": False, "note": " "}, "note_required"),
        ({"granted_on": dt.date(2021, 1, 30)}, "not_working"),
        ({"granted_on": dt.date(2021, 1, 22)}, "same_or_earlier"),
        ({"granted_on": dt.date(2021, 12, 31)}, "too_far"),
        ({"now": story.at("2021-02-02")}, "past"),
    ],
)
def test_bad_input(subject: Assignment, lead_focal: Any, specialist: Any, more: dict[str, Any], code: str) -> None:
    asked = ask(lead_focal, subject)
    with pytest.raises(BadInput) as refused:
        decide(specialist, asked, **more)
    assert refused.value.code == code
    assert fresh(subject).due_on == story.DUE


def test_limits_of_the_day_of_the_decision_hold(
    subject: Assignment, lead_focal: Any, specialist: Any, office_leader: Any
) -> None:
    asked = ask(lead_focal, subject)
    set_extension_rules(
        actor=office_leader, most=0, longest=10, days_before=0, may_ask_late=True, now=story.at("2021-01-19", 8)
    )
    with pytest.raises(BadInput) as refused:
        decide(specialist, asked)
    assert refused.value.code == "too_often"


def test_who_set_the_deadline_decides_and_others_of_the_office_do_not(
    subject: Assignment, lead_focal: Any, specialist: Any, clerk: Any, make_user: Any
) -> None:
    other = make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))
    asked = ask(lead_focal, subject)
    for actor in (other, clerk, lead_focal):
        with pytest.raises(Refused):
            decide(actor, asked)
    assert [one.id for one in waiting_extensions(specialist, on=TODAY)] == [asked.id]
    assert waiting_extensions(other, on=TODAY) == []
    assert decide(specialist, asked).state == "granted"
    assert waiting_extensions(specialist, on=TODAY) == []


def test_whom_they_named_decides_on_the_days_named(
    subject: Assignment, lead_focal: Any, specialist: Any, make_user: Any
) -> None:
    deputy = make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))
    days = {"valid_from": dt.date(2021, 1, 20), "valid_to": dt.date(2021, 1, 21)}
    name_deputy(actor=specialist, deputy_id=deputy.pk, now=story.at(TODAY), **days)
    asked = ask(lead_focal, subject)
    for day in ("2021-01-19", "2021-01-22"):
        with pytest.raises(Refused):
            decide(deputy, asked, now=story.at(day))
    assert [one.id for one in waiting_extensions(deputy, on=dt.date(2021, 1, 20))] == [asked.id]
    assert decide(deputy, asked, now=story.at("2021-01-20")).decided_by_id == deputy.pk


def test_a_deputy_decides_in_their_own_fields_only(
    subject: Assignment, lead_focal: Any, specialist: Any, make_user: Any
) -> None:
    deputy = make_user("chuyenvien2", "specialist", unit="vp", fields=("van-xa",))
    name_deputy(actor=specialist, deputy_id=deputy.pk, valid_from=TODAY, now=story.at(TODAY))
    with pytest.raises(NotFound):
        decide(deputy, ask(lead_focal, subject))


def test_who_set_it_last_is_who_set_it(
    subject: Assignment, lead_focal: Any, specialist: Any, office_leader: Any, make_user: Any
) -> None:
    other = make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))
    set_deadline(
        actor=other, assignment_id=subject.id, due_on=dt.date(2021, 1, 26), reason="Sửa ngày.", now=story.at(TODAY, 8)
    )
    asked = ask(lead_focal, subject)
    with pytest.raises(Refused):
        decide(specialist, asked)
    assert decide(other, asked).state == "granted"


@pytest.mark.parametrize("who", ["chair", "office_leader"])
def test_those_above_decide_too(subject: Assignment, lead_focal: Any, who: str, request: pytest.FixtureRequest) -> None:
    assert decide(request.getfixturevalue(who), ask(lead_focal, subject)).state == "granted"


def test_the_office_s_own_extension_is_decided_by_those_of_other_units(
    province: Any, office_leader: Any, specialist: Any, chair: Any, clerk: Any
) -> None:
    own = story.assignment(story.give(specialist, province, leads=("vp",), coordinates=()), province.units["vp"])
    asked = ask(clerk, own)
    for actor in (specialist, office_leader):
        with pytest.raises(Refused):
            decide(actor, asked)
    assert decide(chair, asked).state == "granted"


def test_it_is_decided_once(subject: Assignment, lead_focal: Any, specialist: Any, office_leader: Any) -> None:
    asked = ask(lead_focal, subject)
    decide(specialist, asked)
    with pytest.raises(Conflict) as refused:
        decide(office_leader, asked, is_granted=False)
    assert refused.value.code == "decided"
    assert fresh(subject).due_on == WANTED


def test_a_deadline_that_changed_meanwhile_is_not_moved_unseen(
    subject: Assignment, lead_focal: Any, specialist: Any
) -> None:
    asked = ask(lead_focal, subject)
    set_deadline(
        actor=specialist,
        assignment_id=subject.id,
        due_on=dt.date(2021, 1, 26),
        reason="Sửa ngày.",
        now=story.at(TODAY, 10),
    )
    with pytest.raises(Conflict) as refused:
        decide(specialist, asked)
    assert refused.value.code == "other_deadline"
    assert decide(specialist, asked, is_granted=False).state == "refused"


def test_nothing_is_decided_of_what_is_closed(subject: Assignment, lead_focal: Any, specialist: Any) -> None:
    asked = ask(lead_focal, subject)
    story.call("withdraw", specialist, subject.id, story.at(TODAY, 10))
    with pytest.raises(Conflict) as refused:
        decide(specialist, asked)
    assert refused.value.code == "wrong_state"
    assert waiting_extensions(specialist, on=TODAY) == []


def test_for_outsiders_it_does_not_exist(
    subject: Assignment, lead_focal: Any, outsider: Any, other_unit_focal: Any, administrator: Any
) -> None:
    asked = ask(lead_focal, subject)
    for actor in (outsider, other_unit_focal, administrator):
        with pytest.raises(NotFound):
            decide(actor, asked)


def test_who_asked_does_not_decide_wherever_they_work_now(
    subject: Assignment, lead_focal: Any, office_leader: Any
) -> None:
    asked = ask(lead_focal, subject)
    Extension.objects.filter(jurisdiction_id=1, id=asked.id).update(asked_by_id=office_leader.pk)
    with pytest.raises(Refused) as refused:
        decide(office_leader, asked)
    assert refused.value.code == "own_request"


def test_what_others_did_to_the_deadline_does_not_take_it_from_who_set_it(
    province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    waiting = story.give(specialist, province, due_on=None, deadline_kind="event", event_name="Nghị quyết")
    subject = story.assignment(waiting, province.units["skhdt"])
    record_event(actor=office_leader, event_id=waiting.event_id, occurred_on=TODAY, now=story.at(TODAY, 8))
    day = dt.date(2021, 1, 20)
    decide(office_leader, ask(lead_focal, fresh(subject), wanted_on=day))
    again = ask(lead_focal, fresh(subject), wanted_on=dt.date(2021, 1, 22), now=story.at("2021-01-19"))
    assert decide(specialist, again).granted_on == dt.date(2021, 1, 22)
