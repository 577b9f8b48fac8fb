"""What each command on a task writes and refuses; the steps by state and role are in `test_every_step_by_role.py`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.central.central_world import (
    CONTENT,
    DUE,
    GIVEN,
    NOW,
    TODAY,
    assign,
    bring_to,
    facts,
    fresh,
    last_event,
    record,
)
from tests.directives import story

from dondoc.central.commands.change_central_task import change_central_task
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.reopen_central_task import reopen_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.return_upward import return_upward
from dondoc.central.commands.unlink_central_task import unlink_central_task
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Directive
from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.request_extension import request_extension
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.ledger.verify import verify

LATE = dt.date(2021, 2, 15)


def refused(kind: type[Any], code: str, run: Any) -> Any:
    """The refusal, held to its code."""
    with pytest.raises(kind) as caught:
        run()
    assert caught.value.code == code
    return caught.value


class TestRecording:
    def test_it_counts_from_the_day_of_the_centres_document(self, clerk):
        task = record(clerk)
        assert (task.given_on, task.due_on, task.original_due_on, task.state) == (GIVEN, DUE, DUE, "open")
        event = last_event(task)
        assert (event.code, event.effective_on, event.payload["due_on"], event.payload["code"]) == (
            "central_task.recorded", GIVEN, "2021-01-31", "TW-001",
        )  # fmt: skip

    def test_the_same_number_is_the_same_task(self, clerk):
        first = record(clerk)
        error = refused(Conflict, "recorded_already", lambda: record(clerk, code="tw 001", content="Khác"))
        assert error.details["task_id"] == first.id

    def test_without_a_number_document_and_words_say_which_it_is(self, clerk):
        record(clerk, code="")
        refused(Conflict, "recorded_already", lambda: record(clerk, code="", content=CONTENT.upper()))
        record(clerk, code="", document_code="1712/CĐ-TTg")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"content": "  "}, "content_required"),
            ({"content": "…", "code": ""}, "content_required"),
            ({"content": "x" * 20_001}, "too_long"),
            ({"code": "x" * 81}, "too_long"),
            ({"note": "a\0b"}, "bad_text"),
            ({"giver": "king"}, "giver"),
            ({"unit_id": 2**60}, "unknown_unit"),
            ({"field_id": 2**60}, "unknown_field"),
            ({"specialist_id": 2**30}, "unknown_person"),
            ({"due_on": dt.date(2020, 12, 1)}, "due_before_given"),
            ({"due_on": dt.date(9020, 12, 1)}, "bad_day"),
            ({"given_on": dt.date(2021, 1, 19)}, "in_future"),
        ],
    )
    def test_what_cannot_be_kept_is_refused(self, clerk, changes, code):
        refused(BadInput, code, lambda: record(clerk, **changes))

    def test_a_document_is_one_that_the_person_sees(self, clerk):
        with pytest.raises(NotFound):
            record(clerk, document_id=2**60)

    def test_who_answers_for_it_is_of_the_office(self, clerk, lead_focal, specialist):
        refused(BadInput, "unknown_person", lambda: record(clerk, specialist_id=lead_focal.pk))
        assert record(clerk, specialist_id=specialist.pk).specialist_id == specialist.pk


class TestChanging:
    def test_the_event_says_what_was_and_what_is(self, clerk):
        task = record(clerk)
        change_central_task(actor=clerk, task_id=task.id, facts=facts(code="TW-002", document_issued_on=None), now=NOW)
        event = last_event(task)
        assert event.payload["was"] == {"code": "TW-001", "document_issued_on": "2020-12-10"}
        assert event.payload["is"] == {"code": "TW-002", "document_issued_on": None}
        assert fresh(task).key == "c:tw002"

    def test_nothing_new_writes_nothing(self, clerk):
        task = record(clerk)
        change_central_task(actor=clerk, task_id=task.id, facts=facts(), now=NOW)
        assert last_event(task).code == "central_task.recorded"

    def test_a_number_is_not_taken_from_another(self, clerk):
        record(clerk)
        other = record(clerk, code="TW-002")
        change = {"actor": clerk, "task_id": other.id, "now": NOW}
        refused(Conflict, "recorded_already", lambda: change_central_task(facts=facts(), **change))


class TestTheCentresDeadline:
    def test_it_moves_and_the_first_one_stays(self, office_leader, province):
        task = record(office_leader)
        moved = move_central_deadline(
            actor=office_leader, task_id=task.id, due_on=LATE, reason="Công văn 9/VPCP", now=NOW
        )
        assert (moved.task.due_on, moved.task.original_due_on, moved.beyond) == (LATE, DUE, ())
        event = last_event(task)
        assert (event.payload["was"], event.payload["due_on"], event.reason) == (
            "2021-01-31", "2021-02-15", "Công văn 9/VPCP",
        )  # fmt: skip

    def test_earlier_it_says_whose_deadline_of_ours_is_now_after_it(self, office_leader, province):
        task = assign(office_leader, province, record(office_leader))
        moved = move_central_deadline(
            actor=office_leader, task_id=task.id, due_on=dt.date(2021, 1, 20), reason="Công văn 9/VPCP", now=NOW
        )
        assert [one.unit.code for one in moved.beyond] == ["skhdt", "stc"]
        assert {one.due_on for one in moved.beyond} == {dt.date(2021, 1, 27)}

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"due_on": DUE}, "same_deadline"),
            ({"due_on": dt.date(2020, 12, 9)}, "due_before_given"),
            ({"reason": " "}, "reason_required"),
            ({"moved_on": dt.date(2021, 1, 19)}, "in_future"),
            ({"moved_on": dt.date(2020, 12, 9)}, "before_last"),
        ],
    )
    def test_what_cannot_be_is_refused(self, office_leader, more, code):
        task = record(office_leader)
        given = {"due_on": LATE, "reason": "Công văn 9/VPCP", "now": NOW, **more}
        refused(BadInput, code, lambda: move_central_deadline(actor=office_leader, task_id=task.id, **given))

    def test_it_may_go_and_come_back(self, office_leader):
        task = record(office_leader, due_on=None)
        given: dict[str, Any] = {"actor": office_leader, "task_id": task.id, "reason": "x", "now": NOW}
        assert move_central_deadline(due_on=LATE, **given).task.original_due_on == LATE
        assert move_central_deadline(due_on=None, **given).task.due_on is None
        assert fresh(task).original_due_on == LATE


class TestPassingOn:
    def test_a_directive_of_central_origin_with_its_own_deadline(self, specialist, province):
        task = assign(specialist, province, record(specialist))
        directive = Directive.objects.get(id=task.directive_id)
        assert (directive.origin, directive.issued_on, directive.due_on, directive.text) == (
            "central", TODAY, dt.date(2021, 1, 27), CONTENT,
        )  # fmt: skip
        assert (task.unit_id, task.specialist_id) == (province.units["skhdt"].id, specialist.pk)
        assert last_event(task).payload["directive_id"] == directive.id

    def test_ours_is_not_after_the_centres(self, specialist, province):
        task = record(specialist)
        error = refused(
            BadInput, "beyond_ceiling", lambda: assign(specialist, province, task, due_on=dt.date(2021, 2, 1))
        )
        assert error.details["ceiling"] == "2021-01-31"
        assert assign(specialist, province, task, due_on=DUE).directive_id

    def test_once_the_centres_day_has_passed_a_reason_is_asked(self, specialist, province):
        task = record(specialist, due_on=dt.date(2021, 1, 10))
        refused(BadInput, "reason_required", lambda: assign(specialist, province, task))
        assign(specialist, province, task, reason="Trung ương đã đôn đốc.")
        assert last_event(task).reason == "Trung ương đã đôn đốc."

    def test_a_task_with_a_day_needs_one_of_ours(self, specialist, province):
        refused(BadInput, "due_on_required", lambda: assign(specialist, province, record(specialist), due_on=None))
        undated = record(specialist, code="TW-9", due_on=None)
        assert assign(specialist, province, undated, due_on=None).directive_id

    def test_it_is_passed_on_once(self, specialist, province):
        task = assign(specialist, province, record(specialist))
        refused(Conflict, "assigned_already", lambda: assign(specialist, province, task))

    def test_a_specialist_gives_nothing_of_another_field(self, specialist, province):
        from dondoc.foundation.errors import Refused

        task = record(specialist)
        with pytest.raises(Refused):
            assign(specialist, province, task, field_id=province.fields["van-xa"].id)
        assert fresh(task).directive_id is None


class TestTheBound:
    """No command moves a deadline of ours beyond the centre's by a person's word."""

    @pytest.fixture
    def part(self, specialist, province):
        task = assign(specialist, province, record(specialist))
        return story.assignment(Directive.objects.get(id=task.directive_id), province.units["skhdt"])

    def test_setting_it(self, part, specialist):
        given: dict[str, Any] = {"actor": specialist, "assignment_id": part.id, "reason": "x", "now": NOW}
        refused(BadInput, "beyond_ceiling", lambda: set_deadline(due_on=dt.date(2021, 2, 1), **given))
        assert set_deadline(due_on=DUE, **given).due_on == DUE
        after = {**given, "now": story.at("2021-02-02")}
        assert set_deadline(due_on=dt.date(2021, 2, 5), **after).due_on == dt.date(2021, 2, 5)

    def test_asking_for_another_and_granting_it(self, part, lead_focal, specialist):
        ask: dict[str, Any] = {"actor": lead_focal, "assignment_id": part.id, "reason": "Chờ số liệu.", "now": NOW}
        error = refused(BadInput, "beyond_ceiling", lambda: request_extension(wanted_on=dt.date(2021, 2, 1), **ask))
        assert "31/01/2021" in error.message
        asked = request_extension(wanted_on=dt.date(2021, 1, 29), **ask)
        decide: dict[str, Any] = {"actor": specialist, "extension_id": asked.id, "is_granted": True, "now": NOW}
        refused(BadInput, "beyond_ceiling", lambda: decide_extension(granted_on=dt.date(2021, 2, 1), **decide))
        assert decide_extension(**decide).granted_on == dt.date(2021, 1, 29)

    def test_an_answer_that_was_sent_bounds_nothing_any_more(self, part, specialist):
        from dondoc.central.models import CentralTask

        bring_to("reported", CentralTask.objects.get(), specialist)
        given: dict[str, Any] = {"actor": specialist, "assignment_id": part.id, "reason": "x", "now": NOW}
        assert set_deadline(due_on=LATE, **given).due_on == LATE

    def test_of_two_tasks_the_earlier_day_bounds(self, part, specialist):
        other = record(specialist, code="TW-2", due_on=dt.date(2021, 1, 29))
        link_central_task(actor=specialist, task_id=other.id, directive_id=part.directive_id, now=NOW)
        given: dict[str, Any] = {"actor": specialist, "assignment_id": part.id, "reason": "x", "now": NOW}
        refused(BadInput, "beyond_ceiling", lambda: set_deadline(due_on=DUE, **given))


class TestTying:
    def test_a_directive_that_is_there_is_not_made_twice(self, specialist, province):
        directive = story.give(specialist, province)
        task = record(specialist)
        tied = link_central_task(actor=specialist, task_id=task.id, directive_id=directive.id, now=NOW)
        assert (tied.directive_id, tied.unit_id, tied.field_id) == (
            directive.id, province.units["skhdt"].id, province.fields["kinh-te"].id,
        )  # fmt: skip
        untied = unlink_central_task(actor=specialist, task_id=task.id, reason="Nhầm.", now=NOW)
        assert untied.directive_id is None
        assert last_event(task).payload["was_directive_id"] == directive.id

    def test_a_directive_that_the_person_may_not_know_of_is_not_there(self, specialist, province, office_leader):
        hidden = story.give(office_leader, province, field="van-xa")
        task = record(specialist)
        for directive_id in (hidden.id, 2**60):
            with pytest.raises(NotFound):
                link_central_task(actor=specialist, task_id=task.id, directive_id=directive_id, now=NOW)


class TestAnsweringTheCentre:
    def test_the_day_and_number_of_the_answer_stand(self, clerk):
        task = record(clerk)
        given: dict[str, Any] = {"actor": clerk, "task_id": task.id, "now": NOW}
        refused(BadInput, "report_document_required", lambda: report_upward(report_document=" ", **given))
        report_upward(report_document="15/BC-UBND", reported_on=dt.date(2021, 1, 15), **given)
        kept = fresh(task)
        assert (kept.state, kept.reported_on, kept.report_document) == ("reported", dt.date(2021, 1, 15), "15/BC-UBND")
        assert last_event(task).effective_on == dt.date(2021, 1, 15)
        refused(BadInput, "before_last", lambda: confirm_upward(confirmed_on=dt.date(2021, 1, 14), **given))
        confirm_upward(**given)
        kept = fresh(task)
        assert (kept.state, kept.closed_on, kept.reported_on) == ("done", TODAY, dt.date(2021, 1, 15))

    def test_given_back_it_is_open_as_if_never_answered(self, clerk):
        task = bring_to("reported", record(clerk), clerk)
        return_upward(actor=clerk, task_id=task.id, reason="Thiếu số liệu.", now=NOW)
        kept = fresh(task)
        assert (kept.state, kept.reported_on, kept.report_document) == ("open", None, "")

    def test_withdrawn_and_opened_again(self, office_leader):
        task = bring_to("reported", record(office_leader), office_leader)
        withdraw_central_task(actor=office_leader, task_id=task.id, reason="Trung ương thu hồi.", now=NOW)
        assert fresh(task).closed_on == TODAY
        reopen_central_task(actor=office_leader, task_id=task.id, reason="Thu hồi nhầm.", now=NOW)
        kept = fresh(task)
        assert (kept.state, kept.closed_on, kept.reported_on) == ("open", None, None)
        assert verify().intact
