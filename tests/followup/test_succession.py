"""Transfer, merger, replacement: what they do to assignments, what is refused, how they are taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.directives import story
from tests.directives.test_concurrency import holds
from tests.followup import part_world
from tests.followup import succession_world as world
from tests.followup.deadline_world import stop

from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import Lifecycle
from dondoc.directives.listing import AssignmentFilter, Moment, list_assignments
from dondoc.directives.models import Assignment
from dondoc.followup.choices import SuccessionKind, TransferState
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.models import AssignmentSuccession, Succession, Transfer
from dondoc.followup.progress_selectors import reports_of
from dondoc.followup.succession_rules import (
    TRANSFER_STEPS,
    EndHindrance,
    Ending,
    UndoHindrance,
    end_hindrance,
    likeness,
    undo_hindrance,
    words_of,
)
from dondoc.followup.succession_selectors import (
    candidates,
    fates_of,
    kinds_of,
    searched,
    successions_of_directive,
    transfer_for,
    transfer_steps,
    transfers_seen,
    transfers_waiting,
    undoable,
)
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.reviews.figures import overview

TODAY = dt.date(2021, 1, 18)


@pytest.fixture
def receiver(province: Any) -> Any:
    return province.units["syt"]


def fresh(row: Assignment) -> Assignment:
    return Assignment.objects.get(jurisdiction_id=1, id=row.id)


# --- transfer


def test_by_agreement(
    subject: Assignment, receiver: Any, lead_focal: Any, other_unit_focal: Any, specialist: Any, office_leader: Any
) -> None:
    asked = world.ask(lead_focal, subject, receiver)
    assert [one.id for one in transfers_waiting(other_unit_focal)] == [asked.id]
    assert transfers_waiting(specialist) == []
    assert transfer_for(other_unit_focal, asked.id).assignment.directive.text.startswith("Sở Kế hoạch")
    world.take("agree", other_unit_focal, asked, note="")
    assert [one.id for one in transfers_waiting(specialist)] == [asked.id]
    assert fresh(subject).lifecycle == "assigned", "until the office decides nothing changes"
    world.take("confirm", specialist, asked, document_code="55/UBND-TH")
    was, now = fresh(subject), story.assignment(subject.directive, receiver)
    assert (was.lifecycle, was.closed_on) == ("withdrawn", TODAY)
    assert (now.lifecycle, now.role, now.due_on, now.original_due_on, now.assigned_on) == (
        "assigned", "lead", story.DUE, story.DUE, TODAY,
    )  # fmt: skip
    fates = fates_of(lead_focal, [was])
    fate = fates.after[was.id]
    assert (fate.kind, fate.unit_name, fate.link.successor_assignment_id) == ("transferred", "Sở Y tế", now.id)
    assert fates_of(other_unit_focal, [now]).before[now.id][0].unit_name == "Sở Kế hoạch và Đầu tư"
    assert kinds_of(1, [was.id]) == {was.id: SuccessionKind.TRANSFERRED}
    event = LedgerEvent.objects.filter(aggregate="assignment", aggregate_id=was.id).latest("seq")
    assert (event.code, event.payload["lifecycle"], event.payload["to_unit"]) == (
        "assignment.transferred", "withdrawn", "Sở Y tế",
    )  # fmt: skip
    holds(TODAY)
    yesterday = overview(scope_of(office_leader), Moment(on=dt.date(2021, 1, 17), today=TODAY))
    today = overview(scope_of(office_leader), Moment(on=TODAY, today=TODAY))
    assert (yesterday.by_unit[was.unit_id].population, today.by_unit[receiver.id].population) == (1, 1)
    assert was.unit_id not in today.by_unit or today.by_unit[was.unit_id].population == 0
    assert yesterday.total.population == today.total.population


WHO = {
    "chair": "", "office_leader": "office", "specialist": "office", "clerk": "", "observer": "", "lead_head": "unit",
    "lead_focal": "unit", "other_unit_focal": "receiver", "coordinating_focal": None, "administrator": None, "outsider": None,
}  # fmt: skip
VERBS = [step.verb for step in TRANSFER_STEPS]
ROADS = {
    "asked": (), "agreed": ("agree",), "declined": ("decline",), "done": ("agree", "confirm"), "refused": ("refuse",),
    "withdrawn": ("withdraw",),
}  # fmt: skip


@pytest.mark.parametrize("state", TransferState.values)
def test_every_verb_of_a_transfer_by_every_role(
    state: str, subject: Assignment, receiver: Any, request: pytest.FixtureRequest
) -> None:
    people = {name: request.getfixturevalue(name) for name in WHO}
    by = {"receiver": people["other_unit_focal"], "office": people["office_leader"], "unit": people["lead_focal"]}
    asked = world.ask(people["lead_focal"], subject, receiver)
    of = {step.verb: step for step in TRANSFER_STEPS}
    for verb in ROADS[state]:
        world.take(verb, by[of[verb].who], asked)
    for verb in VERBS:
        for name, relation in WHO.items():
            wanted: Any = of[verb].to if state in of[verb].from_ else Conflict
            if relation is None:
                wanted = NotFound
            elif relation != of[verb].who:
                wanted = Refused
            with transaction.atomic():
                try:
                    outcome: Any = world.take(verb, people[name], asked).state
                except DomainError as error:
                    outcome = type(error)
                transaction.set_rollback(True)
            assert outcome == wanted, (state, verb, name)
            if relation is not None:
                assert (verb in transfer_steps(people[name], transfer_for(people[name], asked.id))) == isinstance(
                    wanted, str
                )


def test_who_asked_does_not_answer(subject: Assignment, receiver: Any, lead_focal: Any) -> None:
    asked = world.ask(lead_focal, subject, receiver)
    lead_focal.unit_id = receiver.id
    lead_focal.save()
    with pytest.raises(Refused) as refused:
        world.take("agree", lead_focal, asked)
    assert refused.value.code == "own_request"


def test_one_request_waits_and_others_are_not_told(
    subject: Assignment, receiver: Any, lead_focal: Any, lead_head: Any, coordinating_focal: Any, specialist: Any
) -> None:
    asked = world.ask(lead_focal, subject, receiver)
    with pytest.raises(Conflict):
        world.ask(lead_head, subject, receiver)
    assert list(transfers_seen(coordinating_focal)) == []
    with pytest.raises(Refused):
        world.ask(specialist, subject, receiver)
    world.take("withdraw", lead_head, asked)
    assert world.ask(lead_focal, subject, receiver).state == "asked"


@pytest.mark.parametrize(
    ("to", "code"), [("skhdt", "same_unit"), ("stc", "has_part"), ("cu", "unit_ended"), ("moi", "unit_not_begun")]
)
def test_units_that_cannot_take_it(
    subject: Assignment, province: Any, lead_focal: Any, specialist: Any, to: str, code: str
) -> None:
    part_world.add_unit(province, "cu", "Sở Cũ", "ubnd", valid_to=TODAY - dt.timedelta(days=1))
    part_world.add_unit(province, "moi", "Sở Mới", "ubnd", valid_from=TODAY + dt.timedelta(days=1))
    for call in (
        lambda: world.ask(lead_focal, subject, province.units[to]),
        lambda: world.by_decision(specialist, subject, province.units[to]),
    ):
        with pytest.raises(BadInput) as refused:
            call()
        assert (refused.value.code, refused.value.details["field"]) == (code, "to_unit_id")
    assert fresh(subject).lifecycle == "assigned"


def test_a_unit_that_had_another_role_once_does_not_get_it(subject: Assignment, province: Any, specialist: Any) -> None:
    story.call("withdraw", specialist, story.assignment(subject.directive, province.units["stc"]).id, world.NOW)
    with pytest.raises(BadInput) as refused:
        world.by_decision(specialist, subject, province.units["stc"])
    assert refused.value.code == "other_role"


def test_a_deadline_that_stands_still_is_not_handed_on(subject: Assignment, receiver: Any, specialist: Any) -> None:
    stop(specialist, subject)
    with pytest.raises(BadInput) as refused:
        world.by_decision(specialist, subject, receiver)
    assert refused.value.code == "clock_stopped"


def test_by_decision_at_once(
    subject: Assignment, receiver: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any, province: Any
) -> None:
    asked = world.ask(lead_focal, subject, province.units["bdbp"])
    for actor in (lead_focal, other_unit_focal):
        with pytest.raises((Refused, NotFound)):
            world.by_decision(actor, subject, receiver)
    for more, field in (({"reason": " "}, "reason"), ({"document_code": "x" * 101}, "document_code")):
        with pytest.raises(BadInput) as refused:
            world.by_decision(specialist, subject, receiver, **more)
        assert refused.value.details["field"] == field
    done = world.by_decision(specialist, subject, receiver, document_code="12/QĐ-UBND")
    assert (done.document_code, world.rows(subject.directive)) == (
        "12/QĐ-UBND", {"skhdt": "withdrawn", "stc": "assigned", "syt": "assigned"},
    )  # fmt: skip
    assert Transfer.objects.get(id=asked.id).state == "refused"
    with pytest.raises(Conflict):
        world.by_decision(specialist, subject, receiver)
    holds(TODAY)


def test_what_is_reported_is_not_transferred(
    subject: Assignment, receiver: Any, specialist: Any, lead_focal: Any
) -> None:
    story.bring_to("reported", subject, unit=lead_focal, office=specialist)
    with pytest.raises(Conflict):
        world.by_decision(specialist, subject, receiver)


def test_there_and_back_again(subject: Assignment, receiver: Any, specialist: Any, province: Any) -> None:
    world.by_decision(specialist, subject, receiver)
    there = story.assignment(subject.directive, receiver)
    world.by_decision(specialist, there, province.units["skhdt"], now=story.at("2021-01-20"))
    back = fresh(subject)
    assert (back.lifecycle, back.closed_on, back.due_on) == ("assigned", None, story.DUE)
    assert fates_of(specialist, [back]).after == {}
    assert fates_of(specialist, [fresh(there)]).after[there.id].unit_name == "Sở Kế hoạch và Đầu tư"
    last = LedgerEvent.objects.filter(aggregate="assignment", aggregate_id=subject.id).latest("seq")
    assert (last.code, last.payload["lifecycle"]) == ("assignment.given_again", "assigned")
    holds(dt.date(2021, 1, 20))


def test_who_gets_it_begins_without_the_others_reports(
    subject: Assignment, receiver: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any, province: Any
) -> None:
    """Also who gets it back: what was said of it the first time is history, not where it stands."""
    own = {"text": "Đã lấy ý kiến.", "now": world.NOW}
    report_progress(actor=lead_focal, assignment_id=subject.id, percent=60, stage="lay-y-kien", **own)
    world.by_decision(specialist, subject, receiver)
    there = story.assignment(subject.directive, receiver)
    assert (there.percent, there.stage, there.updated_on) == (None, "", None)
    assert (fresh(subject).percent, fresh(subject).stage) == (60, "lay-y-kien"), "the old one keeps what was said of it"
    report_progress(
        actor=other_unit_focal, assignment_id=there.id, percent=80, text="Đã dự thảo.", now=story.at("2021-01-19")
    )
    there_to_here = {"actor": specialist, "subject": fresh(there), "to": province.units["skhdt"]}
    moved = world.by_decision(**there_to_here, now=story.at("2021-01-20"))
    back = fresh(subject)
    assert (back.lifecycle, back.percent, back.stage) == ("assigned", None, "")
    assert [one.percent for one in reports_of(specialist, subject.id)] == [60], "readable still"
    assert [one.percent for one in reports_of(specialist, there.id)] == [80]
    said = []
    for on in (TODAY, dt.date(2021, 1, 20)):
        wanted = AssignmentFilter(directive_id=subject.directive_id)
        rows = list_assignments(scope_of(specialist), wanted, Moment(on=on, today=dt.date(2021, 1, 20)))
        said.append({row.unit_code: row.percent for row in rows if row.unit_code != "stc"})
    assert said == [{"skhdt": 60, "syt": None}, {"skhdt": None, "syt": 80}]
    # A first report is no fall from what was said before the transfer.
    with transaction.atomic():
        report_progress(
            actor=lead_focal, assignment_id=back.id, percent=10, text="Làm lại.", now=story.at("2021-01-20", 11)
        )
        assert fresh(back).percent == 10
        transaction.set_rollback(True)
    world.undo(specialist, moved, now=story.at("2021-01-20", 15))
    assert (fresh(back).lifecycle, fresh(back).percent, fresh(back).stage) == ("withdrawn", 60, "lay-y-kien")
    assert (fresh(there).lifecycle, fresh(there).percent) == ("assigned", 80)
    holds(dt.date(2021, 1, 20))


# --- merger and replacement


def test_merging_keeps_every_unit_in_the_one_that_stays(province: Any, specialist: Any, lead_focal: Any) -> None:
    stays = story.give(specialist, province, leads=("skhdt",), coordinates=())
    other = story.give(specialist, province, leads=("skhdt",), coordinates=("stc",), due_on=dt.date(2021, 1, 29))
    third = story.give(specialist, province, leads=("stc",), coordinates=("syt",))
    story.call("acknowledge", lead_focal, story.assignment(other, province.units["skhdt"]).id, world.NOW)
    first, second = world.merge(specialist, stays, other, third)
    assert world.rows(stays) == {"skhdt": "assigned", "stc": "assigned", "syt": "assigned"}
    assert world.rows(other) == {"skhdt": "withdrawn", "stc": "withdrawn"}
    given = story.assignment(stays, province.units["stc"])
    assert (given.role, given.due_on) == ("coordinate", dt.date(2021, 1, 29)), "as it was in the one that ended"
    links = {
        link.assignment.unit_id: link
        for link in AssignmentSuccession.objects.filter(succession_id=first.id).select_related("assignment")
    }
    assert {province_unit: link.is_new for province_unit, link in links.items()} == {
        province.units["skhdt"].id: False, province.units["stc"].id: True,
    }  # fmt: skip
    assert links[province.units["stc"].id].successor_assignment_id == given.id
    of_third = AssignmentSuccession.objects.get(succession_id=second.id, assignment__unit_id=province.units["stc"].id)
    assert (of_third.successor_assignment_id, of_third.is_new) == (given.id, False)
    assert [one.id for one in successions_of_directive(specialist, stays)] == [first.id, second.id]
    holds(TODAY)
    with pytest.raises(Conflict):  # the second relies on what the first one gave
        world.undo(specialist, first)
    world.undo(specialist, second)
    world.undo(specialist, first)
    assert world.rows(other) == {"skhdt": "acknowledged", "stc": "assigned"}
    assert world.rows(third) == {"stc": "assigned", "syt": "assigned"}
    assert world.rows(stays) == {"skhdt": "assigned", "stc": "withdrawn", "syt": "withdrawn"}
    holds(TODAY)


def test_a_later_document_takes_the_place_of_an_earlier_one(province: Any, specialist: Any, lead_focal: Any) -> None:
    earlier = story.give(specialist, province)
    later = story.give(specialist, province, coordinates=(), now=story.at("2021-01-15"))
    story.bring_to(
        "accepted", story.assignment(earlier, province.units["stc"]), unit=make_focal(province), office=specialist
    )
    (done,) = world.supersede(specialist, later, earlier, document_code="20/TB-UBND")
    assert world.rows(earlier) == {"skhdt": "withdrawn", "stc": "accepted"}, "what is done stays done"
    assert world.rows(later) == {"skhdt": "assigned"}
    link = AssignmentSuccession.objects.get(succession_id=done.id)
    assert link.successor_assignment_id == story.assignment(later, province.units["skhdt"]).id
    fate = fates_of(lead_focal, [fresh(story.assignment(earlier, province.units["skhdt"]))])
    assert [(one.kind, one.directive_id, one.may_open) for one in fate.after.values()] == [
        ("superseded", later.id, True)
    ]
    holds(TODAY)


def make_focal(province: Any) -> Any:
    from dondoc.accounts.models import User

    return User.objects.create(
        jurisdiction_id=1, username="dm.tc", full_name="Đầu mối", role="focal_point", unit_id=province.units["stc"].id,
        created_at=world.NOW, password="",
    )  # fmt: skip


def test_what_cannot_end_in_favour_of_another(province: Any, specialist: Any) -> None:
    one, two, three = (story.give(specialist, province, now=story.at(f"2021-01-{day}")) for day in ("07", "08", "11"))
    with pytest.raises(BadInput) as same:
        world.merge(specialist, one, one)
    with pytest.raises(BadInput) as early:
        world.supersede(specialist, one, two)
    assert (same.value.code, early.value.code) == ("same", "earlier")
    for chosen, more, code in (((), {}, "nothing_chosen"), ((two,), {"reason": ""}, "reason_required")):
        with pytest.raises(BadInput) as refused:
            world.merge(specialist, one, *chosen, **more)
        assert refused.value.code == code
    world.merge(specialist, one, two)
    for stays, ends, code in (
        (one, two, "ended_already"),
        (two, three, "successor_ended"),
        (three, two, "ended_already"),
    ):
        with pytest.raises(Conflict) as conflict:
            world.merge(specialist, stays, ends)
        assert conflict.value.code == code
    for row in Assignment.objects.filter(directive_id=three.id):
        story.call("withdraw", specialist, row.id, world.NOW)
    for stays, ends, code in ((one, three, "nothing_open"), (three, one, "nothing_stays")):
        with pytest.raises(Conflict) as conflict:
            world.merge(specialist, stays, ends)
        assert conflict.value.code == code
    assert world.rows(one) == {"skhdt": "assigned", "stc": "assigned"}


def test_others_neither_merge_nor_replace(
    province: Any, specialist: Any, lead_head: Any, clerk: Any, chair: Any, other_unit_focal: Any, outsider: Any
) -> None:
    one, two = story.give(specialist, province), story.give(specialist, province)
    for actor, error in (
        (lead_head, Refused),
        (clerk, Refused),
        (chair, Refused),
        (other_unit_focal, NotFound),
        (outsider, NotFound),
    ):
        with pytest.raises(error):
            world.merge(actor, one, two)
        with pytest.raises(error):
            world.supersede(actor, one, two)
    elsewhere = story.give(specialist, province, field=None)
    Assignment.objects.filter(directive_id=elsewhere.id).update(field_id=province.fields["van-xa"].id)
    elsewhere.field_id = province.fields["van-xa"].id
    elsewhere.save()
    with pytest.raises(NotFound):
        world.merge(specialist, one, elsewhere)


# --- undo


def test_a_mistake_is_taken_back_the_same_day(
    subject: Assignment, receiver: Any, lead_focal: Any, other_unit_focal: Any, specialist: Any, office_leader: Any
) -> None:
    story.call("acknowledge", lead_focal, subject.id, story.at("2021-01-14"))
    asked = world.ask(lead_focal, subject, receiver)
    world.take("agree", other_unit_focal, asked)
    world.take("confirm", specialist, asked)
    done = Succession.objects.get()
    assert undoable(specialist, [done], on=TODAY) == [done]
    for actor, error in ((lead_focal, Refused), (other_unit_focal, Refused)):
        with pytest.raises(error):
            world.undo(actor, done)
        assert undoable(actor, [done], on=TODAY) == []
    world.undo(office_leader, done)
    assert fresh(subject).lifecycle == "acknowledged"
    assert story.assignment(subject.directive, receiver).lifecycle == "withdrawn"
    assert fates_of(specialist, [fresh(subject)]).after == {}
    assert Transfer.objects.get().state == "agreed", "it may be decided anew"
    with pytest.raises(Conflict) as again:
        world.undo(specialist, done)
    assert again.value.code == "undone"
    holds(TODAY)


def test_it_is_not_taken_back_later_or_once_something_followed(
    subject: Assignment, receiver: Any, specialist: Any, other_unit_focal: Any
) -> None:
    done = world.by_decision(specialist, subject, receiver)
    with pytest.raises(Conflict) as late:
        world.undo(specialist, done, now=story.at("2021-01-19"))
    assert late.value.code == "another_day"
    there = story.assignment(subject.directive, receiver)
    story.call("acknowledge", other_unit_focal, there.id, story.at(TODAY, 11))
    with pytest.raises(Conflict) as followed:
        world.undo(specialist, done)
    assert followed.value.code == "happened"
    assert undoable(specialist, [done], on=TODAY) == []


# --- what looks like one


def test_likely_duplicates_are_proposed_with_what_speaks_for_them(
    province: Any, specialist: Any, lead_focal: Any
) -> None:
    one = story.give(specialist, province)
    same = story.give(
        specialist, province, text="Sở Kế hoạch và Đầu tư tham mưu phương án phân bổ vốn đầu tư công năm 2021 trước Tết.",
        now=story.at("2021-01-15"),
    )  # fmt: skip
    story.give(specialist, province, text="Sở Kế hoạch và Đầu tư báo cáo tình hình đăng ký doanh nghiệp.")
    story.give(specialist, province, leads=("syt",), coordinates=())
    (found,) = candidates(specialist, one)
    assert (found.directive.id, found.days_apart, found.is_replaced) == (same.id, 8, False)
    assert found.percent > 80
    assert found.units == ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"]
    assert [each.directive.text[-15:] for each in searched(specialist, one, "doanh nghiệp", on=TODAY)] == [
        "ý doanh nghiệp."
    ]
    world.merge(specialist, one, same)
    assert candidates(specialist, one) == []


@given(st.text("abc đê", max_size=40), st.text("abc đê", max_size=40))
def test_likeness_is_mutual_and_full_of_itself(one: str, other: str) -> None:
    first, second = words_of(one), words_of(other)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 100
    assert likeness(first, first) == (100 if first else 0)


moves = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=15)


@given(moves)
def test_no_chain_of_successors_comes_back(pairs: list[tuple[int, int]]) -> None:
    after: dict[int, int] = {}
    for ends, stays in pairs:
        facts = [
            Ending(each, TODAY, each in after, ["withdrawn" if each in after else "assigned"]) for each in (ends, stays)
        ]
        if end_hindrance(SuccessionKind.MERGED, *facts) is None:
            after[ends] = stays
    for begin in after:
        here, seen = begin, {begin}
        while here in after:
            here = after[here]
            assert here not in seen
            seen.add(here)


def test_rules_name_the_first_hindrance() -> None:
    open_, closed = ["assigned", "accepted"], ["accepted"]
    one, two = Ending(1, TODAY, False, open_), Ending(2, TODAY, False, open_)
    assert end_hindrance("merged", one, two) is None
    assert (
        end_hindrance("superseded", Ending(1, TODAY, False, open_), Ending(2, dt.date(2021, 1, 17), False, open_))
        == EndHindrance.EARLIER
    )
    assert end_hindrance("merged", Ending(1, TODAY, False, closed), two) == EndHindrance.NOTHING_OPEN
    assert undo_hindrance(TODAY, TODAY, is_undone=False, happened=False) is None
    assert undo_hindrance(TODAY, TODAY, is_undone=False, happened=True) == UndoHindrance.HAPPENED
    assert set(Lifecycle.values) > set(open_)
