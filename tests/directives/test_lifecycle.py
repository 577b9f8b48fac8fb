"""The life of an assignment: every state × every verb × every role, and what each step leaves behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from tests.directives import story

from dondoc.directives.choices import Lifecycle
from dondoc.directives.models import Assignment, Evidence
from dondoc.directives.permissions import steps_for
from dondoc.directives.rules import TRANSITIONS, transition
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

# What a person is to an assignment of Sở Kế hoạch và Đầu tư in "Kinh tế tổng hợp" that Sở Tài chính coordinates:
# may do the unit's steps, may decide for the office, may undo a closing, sees it, or knows nothing of it.
WHO = {
    "chair": "leader",
    "office_leader": "office leader",
    "specialist": "office",
    "clerk": "sees",
    "lead_head": "unit",
    "lead_focal": "unit",
    "coordinating_focal": "sees",
    "other_unit_focal": "nothing",
    "observer": "sees",
    "administrator": "nothing",
    "outsider": "nothing",
}
VERBS = sorted({step.verb for step in TRANSITIONS})


def expected(state: str, verb: str, relation: str) -> type[DomainError] | str:
    """What the table of transitions promises: the state after, or the kind of refusal."""
    steps = [step for step in TRANSITIONS if step.verb == verb]
    if relation == "nothing":
        return NotFound
    if not {step.who for step in steps} & set(relation.split()):
        return Refused
    return next((step.to for step in steps if state in step.from_), Conflict)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {name: request.getfixturevalue(name) for name in WHO}


@pytest.mark.parametrize("state", Lifecycle.values)
def test_every_verb_by_every_role(state: str, people: dict[str, Any], province: Any) -> None:
    directive = story.give(people["office_leader"], province)
    subject = story.assignment(directive, province.units["skhdt"])
    story.bring_to(state, subject, unit=people["lead_head"], office=people["office_leader"])
    events = LedgerEvent.objects.filter(jurisdiction_id=1).count()
    for verb in VERBS:
        for name, relation in WHO.items():
            wanted = expected(state, verb, relation)
            with transaction.atomic():
                outcome: Any
                said = "Được."
                try:
                    outcome = story.call(verb, people[name], subject.id, story.at("2021-01-18")).lifecycle
                except DomainError as error:
                    outcome, said = type(error), error.message
                stored = Assignment.objects.get(jurisdiction_id=1, id=subject.id).lifecycle
                added = LedgerEvent.objects.filter(jurisdiction_id=1).count() - events
                transaction.set_rollback(True)
            assert outcome == wanted, (state, verb, name)
            assert said.endswith("."), "a refusal is a sentence"
            assert (stored, added) == ((wanted, 1) if isinstance(wanted, str) else (state, 0)), (state, verb, name)


def test_the_table_of_transitions_names_one_step_per_verb_and_state() -> None:
    for verb in VERBS:
        for state in Lifecycle.values:
            assert len([s for s in TRANSITIONS if s.verb == verb and state in s.from_]) <= 1
            assert (transition(verb, state) is None) == (
                state not in {s for step in TRANSITIONS if step.verb == verb for s in step.from_}
            )


def test_nothing_but_reopening_follows_acceptance_or_withdrawal() -> None:
    for step in TRANSITIONS:
        closed = {Lifecycle.ACCEPTED, Lifecycle.WITHDRAWN} & set(step.from_)
        assert closed == ({Lifecycle.ACCEPTED, Lifecycle.WITHDRAWN} if step.verb == "reopen" else set())


def test_acknowledging_twice_is_a_conflict_that_names_the_state(
    province: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.call("acknowledge", lead_focal, subject.id, story.at("2021-01-08"))
    with pytest.raises(Conflict, match="Đã tiếp nhận"):
        story.call("acknowledge", lead_focal, subject.id, story.at("2021-01-08"))


def test_a_lead_unit_shows_a_file_or_the_answering_document(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput) as refused:
        story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), result_document=" ")
    assert refused.value.code == "evidence_required"
    assert refused.value.details["field"] == "files"
    subject.refresh_from_db()
    assert subject.lifecycle == "acknowledged"
    story.call(
        "report_completion", lead_focal, subject.id, story.at("2021-01-15"), result_document="",
        files=[("ket-qua.txt", "Đã giải ngân 92,5 % kế hoạch.".encode())],
    )  # fmt: skip
    kept = Evidence.objects.select_related("file").get(jurisdiction_id=1, assignment_id=subject.id)
    assert kept.file.name == "ket-qua.txt"


def test_a_coordinating_unit_needs_a_note_only(province: Any, office_leader: Any, coordinating_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["stc"])
    story.bring_to("acknowledged", subject, unit=coordinating_focal, office=office_leader)
    for note in ("", "  \n"):
        with pytest.raises(BadInput) as refused:
            story.call("report_completion", coordinating_focal, subject.id, story.at("2021-01-15"), note=note)
        assert refused.value.code == "note_required"
    done = story.call("report_completion", coordinating_focal, subject.id, story.at("2021-01-15"), result_document="")
    assert (done.lifecycle, done.reported_on) == ("reported", dt.date(2021, 1, 15))


def test_a_refused_file_leaves_nothing_behind(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput, match="không thuộc loại được lưu"):
        story.call(
            "report_completion", lead_focal, subject.id, story.at("2021-01-15"),
            files=[("a.txt", "Kết quả.".encode()), ("b.exe", b"MZ\x00\x01\x02")],
        )  # fmt: skip
    subject.refresh_from_db()
    assert (subject.lifecycle, subject.reported_on) == ("acknowledged", None)
    assert not Evidence.objects.filter(jurisdiction_id=1).exists()


def test_who_sends_files_declares_that_they_hold_no_secret(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("in_progress", subject, unit=lead_focal, office=office_leader)
    given: dict[str, Any] = {"files": [("a.txt", "Kết quả.".encode())], "is_declared": False}
    with pytest.raises(BadInput) as refused:
        story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), **given)
    assert (refused.value.code, refused.value.details["field"]) == ("not_declared", "not_secret")
    assert not Evidence.objects.exists()
    # Nothing is sent, so nothing is declared.
    said = story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), is_declared=False)
    assert said.lifecycle == "reported"


def test_scans_among_ten_files_take_no_longer_together(
    province: Any, office_leader: Any, lead_focal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("in_progress", subject, unit=lead_focal, office=office_leader)
    spent: list[float] = []

    def looked_at(*_given: Any, scan_seconds: float) -> bool:
        spent.append(scan_seconds)
        return False

    monkeypatch.setattr("dondoc.documents.storage.is_secret", looked_at)
    files = [(f"{n}.txt", f"Kết quả {n}.".encode()) for n in range(10)]
    story.call("report_completion", lead_focal, subject.id, story.at("2021-01-15"), files=files)
    assert spent == [3.0] * 10


def test_who_reports_is_never_who_accepts(province: Any, office_leader: Any, make_user: Any) -> None:
    """The office's own work: its leader may report it and may decide, but not both."""
    deputy = make_user("phovp", "office_leader", unit="vp")
    subject = story.assignment(story.give(office_leader, province, leads=("vp",)), province.units["vp"])
    story.bring_to("reported", subject, unit=office_leader, office=deputy)
    assert {step.verb for step in steps_for(office_leader, subject)} == {"return_completion", "withdraw"}
    assert {step.verb for step in steps_for(deputy, subject)} == {"accept_completion", "return_completion", "withdraw"}
    with pytest.raises(Refused) as refused:
        story.call("accept_completion", office_leader, subject.id, story.at("2021-01-15"))
    assert refused.value.code == "own_report"
    subject.refresh_from_db()
    assert subject.lifecycle == "reported"
    assert story.call("accept_completion", deputy, subject.id, story.at("2021-01-15")).lifecycle == "accepted"


def test_a_reason_is_asked_for_before_anything_is_looked_up(province: Any, office_leader: Any) -> None:
    with pytest.raises(BadInput) as refused:
        story.call("withdraw", office_leader, 999_999, story.at("2021-01-15"), reason=" ")
    assert refused.value.code == "reason_required"


def test_at_most_ten_files(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput) as refused:
        story.call(
            "report_completion", lead_focal, subject.id, story.at("2021-01-15"),
            files=[(f"{n}.txt", b"x") for n in range(11)],
        )  # fmt: skip
    assert refused.value.code == "too_many_files"


@pytest.mark.parametrize("verb", ["return_completion", "withdraw"])
def test_a_step_that_needs_a_reason_is_refused_without_one(
    verb: str, province: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("reported", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput) as refused:
        story.call(verb, office_leader, subject.id, story.at("2021-01-15"), reason="  ")
    assert refused.value.code == "reason_required"


def test_the_day_that_counts_is_the_units_report(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    story.call("report_completion", lead_focal, subject.id, story.at(story.DUE, 23))
    done = story.call("accept_completion", office_leader, subject.id, story.at("2021-03-01"))
    assert (done.completed_on, done.closed_on) == (story.DUE, dt.date(2021, 3, 1))


def test_a_returned_report_counts_no_more(province: Any, office_leader: Any, lead_focal: Any) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("returned", subject, unit=lead_focal, office=office_leader)
    assert subject.reported_on is None
    story.call("report_completion", lead_focal, subject.id, story.at("2021-02-02"))
    done = story.call("accept_completion", office_leader, subject.id, story.at("2021-02-03"))
    assert done.completed_on == dt.date(2021, 2, 2)


def test_the_ledger_carries_actor_reason_and_the_state_after(
    province: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
    story.bring_to("returned", subject, unit=lead_focal, office=office_leader)
    history = list(
        LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="assignment", aggregate_id=subject.id).order_by("seq")
    )
    assert [event.code for event in history] == [
        "assignment.created",
        "assignment.acknowledged",
        "assignment.completion_reported",
        "assignment.completion_returned",
    ]
    assert [event.actor_id for event in history] == [office_leader.pk, lead_focal.pk, lead_focal.pk, office_leader.pk]
    assert history[-1].reason == "Chưa nêu rõ tiến độ giải ngân."
    assert history[-1].payload == {
        "note": "", "lifecycle": "returned", "due_on": "2021-01-25", "reported_on": None, "completed_on": None,
        "updated_on": "2021-01-08", "priority": "normal", "percent": None, "stage": "",
    }  # fmt: skip


class TestBackdating:
    """`effective_on`: a named right, a reason, never into the future, never before what happened last."""

    @pytest.fixture
    def reported(self, province: Any, office_leader: Any, lead_focal: Any) -> Assignment:
        subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
        story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader, now=story.at("2021-01-10"))
        story.call("report_completion", lead_focal, subject.id, story.at("2021-01-12"))
        return subject

    def test_with_the_right_and_a_reason(self, reported: Assignment, office_leader: Any) -> None:
        done = story.call(
            "accept_completion", office_leader, reported.id, story.at("2021-01-18"),
            effective_on=dt.date(2021, 1, 13), reason="Đã duyệt bản giấy ngày 13/01.",
        )  # fmt: skip
        assert done.closed_on == dt.date(2021, 1, 13)
        event = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate_id=reported.id).latest("seq")
        assert (event.effective_on, event.recorded_at.date()) == (dt.date(2021, 1, 13), dt.date(2021, 1, 18))

    def test_a_units_person_has_no_such_right(self, province: Any, office_leader: Any, lead_focal: Any) -> None:
        subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
        with pytest.raises(Refused) as refused:
            story.call(
                "acknowledge", lead_focal, subject.id, story.at("2021-01-18"),
                effective_on=dt.date(2021, 1, 8), reason="Đã nhận từ hôm đó.",
            )  # fmt: skip
        assert refused.value.code == "may_not_backdate"

    @pytest.mark.parametrize(
        ("day", "reason", "code"),
        [
            (dt.date(2021, 1, 19), "Lý do.", "effective_in_future"),
            (dt.date(2021, 1, 13), " ", "reason_required"),
            (dt.date(2021, 1, 11), "Lý do.", "effective_before_last"),
        ],
    )
    def test_refusals(self, reported: Assignment, office_leader: Any, day: dt.date, reason: str, code: str) -> None:
        with pytest.raises(BadInput) as refused:
            story.call(
                "accept_completion", office_leader, reported.id, story.at("2021-01-18"), effective_on=day, reason=reason
            )
        assert refused.value.code == code

    def test_today_needs_neither_right_nor_reason(self, province: Any, office_leader: Any, lead_focal: Any) -> None:
        subject = story.assignment(story.give(office_leader, province), province.units["skhdt"])
        done = story.call(
            "acknowledge", lead_focal, subject.id, story.at("2021-01-18"), effective_on=dt.date(2021, 1, 18)
        )
        assert done.lifecycle == "acknowledged"
