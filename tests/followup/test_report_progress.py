"""Reports of progress: what they keep, what they change, who makes them, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import fresh, last_event

from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import Lifecycle, Priority
from dondoc.directives.listing import AssignmentFilter, Moment, list_assignments
from dondoc.directives.models import Assignment, UpdateRules
from dondoc.directives.selectors import directive_view
from dondoc.directives.update_rules import UpdateDays
from dondoc.directives.update_selectors import update_days_of
from dondoc.directives.wording import entries
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.commands.set_priority import set_priority
from dondoc.followup.commands.set_progress_stage import set_progress_stage
from dondoc.followup.commands.set_update_rules import set_update_rules
from dondoc.followup.models import ProgressReport
from dondoc.followup.progress_selectors import (
    Stale,
    progress_file_for,
    progress_of,
    reports_of,
    stages_of,
    stale_assignments,
)
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused

NOW = story.at("2021-01-18")


def tell(actor: Any, assignment: Assignment, **more: Any) -> ProgressReport:
    given = {"text": "Đã lấy ý kiến 5/9 đơn vị.", "now": NOW, **more}
    return report_progress(actor=actor, assignment_id=assignment.id, **given)


def test_it_is_kept_and_the_assignment_says_how_far_it_is(
    subject: Assignment, lead_focal: Any, office_leader: Any
) -> None:
    kept = tell(
        lead_focal, subject, percent=40, stage="lay-y-kien", files=[("bien-ban.txt", b"bien ban")],
        result_document="12/SKHĐT-TH",
    )  # fmt: skip
    now = fresh(subject)
    assert (now.percent, now.stage, now.updated_on, now.lifecycle) == (40, "lay-y-kien", NOW.date(), "assigned")
    event = last_event(subject)
    assert event.code == "assignment.progress_reported"
    assert {name: event.payload[name] for name in ("lifecycle", "updated_on", "percent", "stage", "due_on")} == {
        "lifecycle": "assigned", "updated_on": "2021-01-18", "percent": 40, "stage": "lay-y-kien", "due_on": "2021-01-25",
    }  # fmt: skip
    assert event.payload["report_id"] == kept.id
    (read,) = reports_of(office_leader, subject.id)
    assert [row.file.name for row in read.files.all()] == ["bien-ban.txt"]
    (line, *_rest) = entries(
        directive_view(office_leader, subject.directive_id).events, units={subject.id: "Sở KH&ĐT"}, actors={}
    )
    assert (line.text, dict(line.details)["Tiến độ"]) == ("Sở KH&ĐT báo cáo tiến độ", "40 %")


def test_what_a_report_does_not_speak_of_stays(subject: Assignment, lead_focal: Any) -> None:
    tell(lead_focal, subject, percent=40, stage="du-thao")
    tell(lead_focal, subject, text="Chờ phiên họp.", now=story.at("2021-01-20"))
    now = fresh(subject)
    assert (now.percent, now.stage, now.updated_on) == (40, "du-thao", dt.date(2021, 1, 20))
    assert [(one.percent, one.stage) for one in reports_of(lead_focal, subject.id)] == [(None, ""), (40, "du-thao")]


def test_a_hundred_percent_is_not_completion(subject: Assignment, lead_focal: Any) -> None:
    tell(lead_focal, subject, percent=100)
    now = fresh(subject)
    assert (now.percent, now.lifecycle, now.reported_on, now.completed_on) == (100, "assigned", None, None)


def test_the_percentage_falls_only_with_a_reason(subject: Assignment, lead_focal: Any) -> None:
    tell(lead_focal, subject, percent=60)
    with pytest.raises(BadInput) as refused:
        tell(lead_focal, subject, percent=30)
    assert (refused.value.code, refused.value.details["field"]) == ("fell_because_required", "fell_because")
    assert "60 %" in refused.value.message
    kept = tell(lead_focal, subject, percent=30, fell_because="Phải lập lại dự toán.")
    assert (fresh(subject).percent, kept.fell_because) == (30, "Phải lập lại dự toán.")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " \n"}, "text_required"),
        ({"percent": 101}, "percent"),
        ({"percent": -1}, "percent"),
        ({"stage": "khong-co"}, "stage"),
        ({"text": "x" * 4001}, "too_long"),
        ({"text": "a\0b"}, "bad_text"),
        ({"result_document": "x" * 201}, "too_long"),
        ({"files": [(f"{n}.txt", b"x") for n in range(11)]}, "too_many_files"),
        ({"files": [("a.exe", b"MZ\x00\x01")]}, "unsupported_type"),
        ({"files": [("a.txt", b"x")], "is_declared": False}, "not_declared"),
        ({"effective_on": dt.date(2021, 1, 19)}, "effective_in_future"),
    ],
)
def test_refusals_leave_nothing(more: dict[str, Any], code: str, subject: Assignment, lead_focal: Any) -> None:
    with pytest.raises(BadInput) as refused:
        tell(lead_focal, subject, **more)
    assert refused.value.code == code
    assert not ProgressReport.objects.exists()
    assert fresh(subject).updated_on is None


WHO: dict[str, type[DomainError] | None] = {
    "lead_head": None, "lead_focal": None, "chair": Refused, "office_leader": Refused, "specialist": Refused,
    "clerk": Refused, "coordinating_focal": Refused, "observer": Refused, "other_unit_focal": NotFound,
    "administrator": NotFound, "outsider": NotFound,
}  # fmt: skip


@pytest.mark.parametrize("name", WHO)
def test_only_the_units_people_report(name: str, subject: Assignment, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    refusal = WHO[name]
    if refusal is None:
        assert tell(person, subject).reported_by_id == person.pk
    else:
        with pytest.raises(refusal):
            tell(person, subject)


@pytest.mark.parametrize("state", Lifecycle.values)
def test_only_while_it_is_open(state: str, subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    story.bring_to(state, subject, unit=lead_focal, office=office_leader)
    if state in {"accepted", "withdrawn"}:
        with pytest.raises(Conflict) as refused:
            tell(lead_focal, subject)
        assert refused.value.code == "wrong_state"
    else:
        tell(lead_focal, subject)
        assert fresh(subject).lifecycle == state


def test_units_side_by_side_do_not_read_it(
    province: Any, office_leader: Any, lead_focal: Any, coordinating_focal: Any, other_unit_focal: Any, observer: Any
) -> None:
    directive = story.give(office_leader, province, leads=("skhdt", "syt"), coordinates=("stc",))
    subject = story.assignment(directive, province.units["skhdt"])
    kept = tell(lead_focal, subject, files=[("a.txt", b"x")])
    (file,) = kept.files.all()
    siblings = list(Assignment.objects.filter(jurisdiction_id=1, directive_id=directive.id))
    assert progress_of(other_unit_focal, siblings) == {}
    assert list(progress_of(coordinating_focal, siblings)) == [subject.id]
    with pytest.raises(NotFound):
        reports_of(other_unit_focal, subject.id)
    for person in (other_unit_focal, observer):
        with pytest.raises(NotFound):
            progress_file_for(person, file.id)
    assert progress_file_for(coordinating_focal, file.id)


def test_an_answering_document_must_be_one_that_the_person_sees(subject: Assignment, lead_focal: Any) -> None:
    with pytest.raises(NotFound):
        tell(lead_focal, subject, document_id=999_999)


def test_stages_are_the_offices_own(subject: Assignment, lead_focal: Any, office_leader: Any, specialist: Any) -> None:
    shipped = stages_of(1)
    assert all(one.is_shipped for one in shipped)
    new = set_progress_stage(actor=office_leader, name="  Nghiệm   thu ", now=NOW)
    assert (new.code, new.name) == ("nghiem-thu", "Nghiệm thu")
    again = set_progress_stage(actor=office_leader, name="Nghiệm thu", now=NOW)
    assert again.code == "nghiem-thu-2"
    set_progress_stage(actor=office_leader, code="du-thao", name="Soạn thảo", now=NOW)
    set_progress_stage(actor=office_leader, code="trinh", name=str(shipped[4].name), is_active=False, now=NOW)
    found = {one.code: one for one in stages_of(1)}
    assert [one.code for one in stages_of(1)][:2] == ["lap-ke-hoach", "du-thao"], "a changed one keeps its place"
    assert (found["du-thao"].name, found["du-thao"].is_shipped, found["trinh"].is_active) == ("Soạn thảo", False, False)
    with pytest.raises(BadInput):
        tell(lead_focal, subject, stage="trinh")
    tell(lead_focal, subject, stage="nghiem-thu")
    for wrong, error in (({"name": " "}, BadInput), ({"name": "x" * 121}, BadInput), ({"name": "x", "code": "y"}, NotFound)):  # fmt: skip
        with pytest.raises(error):
            set_progress_stage(actor=office_leader, now=NOW, **wrong)
    with pytest.raises(Refused):
        set_progress_stage(actor=specialist, name="Khác", now=NOW)


class TestGoneQuiet:
    """Who reports seldomer than their priority asks for, today and on a past day."""

    def test_they_are_named_and_a_report_ends_it(
        self, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        set_update_rules(actor=office_leader, urgent=1, high=3, normal=5, low=9, now=NOW)
        found = {one.assignment_id: one for one in stale_assignments(1, on=NOW.date())}
        assert found[subject.id] == Stale(
            subject.id, subject.directive_id, subject.unit_id, "normal", dt.date(2021, 1, 7), 11, 5
        )
        assert list(stale_assignments(1, on=NOW.date(), unit_ids=[subject.unit_id])) == [found[subject.id]]
        assert list(stale_assignments(1, on=NOW.date(), unit_ids=[])) == []
        tell(lead_focal, subject)
        assert subject.id not in {one.assignment_id for one in stale_assignments(1, on=NOW.date())}
        later = NOW.date() + dt.timedelta(days=6)
        assert subject.id in {one.assignment_id for one in stale_assignments(1, on=later)}

    def test_a_past_day_keeps_its_reports_and_its_priority(
        self, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        set_priority(actor=office_leader, directive_id=subject.directive_id, priority=Priority.HIGH, now=NOW)
        tell(lead_focal, subject, now=story.at("2021-01-20"))
        today = dt.date(2021, 1, 25)

        def stale(on: dt.date) -> bool:
            rows = list_assignments(
                scope_of(office_leader), AssignmentFilter(updates=("stale",)), Moment(on=on, today=today)
            )
            return subject.id in {row.id for row in rows}

        # Given on the 7th: normal (15 days) until the 18th, then high (7 days); told on the 20th.
        assert [stale(dt.date(2021, 1, day)) for day in (17, 18, 19, 20, 25)] == [False, True, True, False, False]

    def test_days_are_in_order(self, office_leader: Any, specialist: Any) -> None:
        assert update_days_of(1) == UpdateDays()
        for wrong, field in (
            ({"urgent": 8, "high": 7, "normal": 15, "low": 30}, "high"),
            ({"urgent": 0, "high": 7, "normal": 15, "low": 30}, "high"),
            ({"urgent": 2, "high": 7, "normal": 400, "low": 30}, "normal"),
            ({"urgent": -1, "high": 7, "normal": 15, "low": 30}, "urgent"),
        ):
            with pytest.raises(BadInput) as refused:
                set_update_rules(actor=office_leader, now=NOW, **wrong)
            assert refused.value.details["field"] == field
        set_update_rules(actor=office_leader, urgent=1, high=1, normal=10, low=0, now=NOW)
        set_update_rules(actor=office_leader, urgent=1, high=1, normal=10, low=0, now=NOW)
        assert update_days_of(1) == UpdateDays(1, 1, 10, 0)
        assert UpdateRules.objects.count() == 1
        with pytest.raises(Refused):
            set_update_rules(actor=specialist, urgent=1, high=1, normal=10, low=0, now=NOW)


def test_a_priority_is_the_offices_and_of_the_whole_directive(
    subject: Assignment, office_leader: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any
) -> None:
    with pytest.raises(BadInput):
        set_priority(actor=specialist, directive_id=subject.directive_id, priority="xyz", now=NOW)
    with pytest.raises(Refused):
        set_priority(actor=lead_focal, directive_id=subject.directive_id, priority="high", now=NOW)
    with pytest.raises(NotFound):
        set_priority(actor=other_unit_focal, directive_id=subject.directive_id, priority="high", now=NOW)
    made = set_priority(actor=specialist, directive_id=subject.directive_id, priority="urgent", now=NOW)
    assert made.priority == "urgent"
    rows = Assignment.objects.filter(jurisdiction_id=1, directive_id=subject.directive_id)
    assert {row.priority for row in rows} == {"urgent"}
    assert last_event(subject).payload["priority"] == "urgent"
    before = last_event(subject).seq
    set_priority(actor=specialist, directive_id=subject.directive_id, priority="urgent", now=NOW)
    assert last_event(subject).seq == before
    shown = entries(directive_view(office_leader, subject.directive_id).events, units={}, actors={})
    assert [line.text for line in shown].count("Đổi mức ưu tiên từ “Thường” thành “Hỏa tốc”") == 1


def test_a_new_directive_has_the_priority_it_was_given_with(province: Any, office_leader: Any) -> None:
    directive = story.give(office_leader, province, priority="high")
    assert directive.priority == "high"
    assert story.assignment(directive, province.units["stc"]).priority == "high"
    with pytest.raises(BadInput):
        story.give(office_leader, province, priority="xyz")
