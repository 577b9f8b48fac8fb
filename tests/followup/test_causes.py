"""Why something is late: said by the unit, concluded by the office when it accepts, its remedy given as a directive."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import fresh, last_event

from dondoc.directives.cause_rules import CauseGiven
from dondoc.directives.choices import Lifecycle
from dondoc.directives.closing_selectors import reasons_of
from dondoc.directives.models import Assignment, Directive, LateCause, LateRemedy
from dondoc.directives.selectors import directive_view
from dondoc.directives.wording import entries
from dondoc.followup.cause_selectors import cause_for, causes_seen, narrowed
from dondoc.followup.commands.give_remedy import give_remedy
from dondoc.followup.commands.set_cause_kind import set_cause_kind
from dondoc.followup.commands.set_completion_need import set_completion_need
from dondoc.followup.commands.state_cause import state_cause
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.organizations.models import Post, Tenure

LATE = story.at("2021-02-01")  # a week after the deadline
BOTH = CauseGiven(("thien-tai", "phoi-hop"), 60, "Mưa lũ kéo dài.", "Đỗ Em", "Lập tổ giúp việc.")


@pytest.fixture
def head(province: Any) -> Tenure:
    """Who headed Kế hoạch và Đầu tư until the end of January, and who came after."""
    unit = province.units["skhdt"]
    post = Post.objects.create(jurisdiction_id=1, unit_id=unit.id, code="gd", title="Giám đốc", is_head=True)
    Tenure.objects.create(jurisdiction_id=1, post_id=post.id, person_name="Lê Sau", valid_from=dt.date(2021, 2, 1))
    return Tenure.objects.create(
        jurisdiction_id=1, post_id=post.id, person_name="Đỗ Em", valid_from=dt.date(2018, 1, 1),
        valid_to=dt.date(2021, 1, 31),
    )  # fmt: skip


def late_report(subject: Assignment, unit: Any, office: Any, **more: Any) -> None:
    story.bring_to("acknowledged", subject, unit=unit, office=office)
    story.call("report_completion", unit, subject.id, LATE, **more)


def accept(actor: Any, subject: Assignment, cause: CauseGiven | None = None) -> Assignment:
    return story.call("accept_completion", actor, subject.id, story.at("2021-02-03"), cause=cause)


def test_nobody_closes_late_without_a_cause(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    late_report(subject, lead_focal, office_leader)
    with pytest.raises(BadInput) as refused:
        accept(office_leader, subject)
    assert (refused.value.code, refused.value.details["field"]) == ("cause_required", "kinds")
    assert fresh(subject).lifecycle == "reported"
    assert accept(office_leader, subject, BOTH).lifecycle == "accepted"
    (kept,) = LateCause.objects.all()
    assert (kept.source, kept.side, kept.objective_percent, kept.is_standing, kept.answers_id) == (
        "office", "both", 60, True, None,
    )  # fmt: skip
    assert (kept.due_on, kept.completed_on) == (story.DUE, LATE.date())


def test_the_office_confirms_what_the_unit_said_and_both_are_kept(
    subject: Assignment, lead_focal: Any, office_leader: Any, head: Tenure
) -> None:
    late_report(subject, lead_focal, office_leader, cause=BOTH)
    accept(office_leader, subject)
    said, concluded = LateCause.objects.order_by("id")
    assert (said.source, said.is_standing) == ("unit", False)
    assert (concluded.source, concluded.is_standing, concluded.answers_id, concluded.is_agreed) == (
        "office", True, said.id, True,
    )  # fmt: skip
    # Who headed the unit on the due day answers, not who came after.
    assert {(one.head_name, one.head_title, one.head_tenure_id) for one in (said, concluded)} == {
        ("Đỗ Em", "Giám đốc", head.id)
    }
    assert last_event(subject).payload["cause"]["cause_id"] == concluded.id
    lines = entries(directive_view(office_leader, subject.directive_id).events, units={}, actors={})
    assert dict(lines[0].details)["Nguyên nhân chậm"] == "Cả hai (60 % khách quan)"


def test_the_office_puts_right_what_the_unit_said(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    late_report(subject, lead_focal, office_leader, cause=BOTH)
    accept(office_leader, subject, CauseGiven(("thieu-chu-dong",), head_name="Đỗ Em", remedy="Kiểm điểm trách nhiệm."))
    said, concluded = LateCause.objects.order_by("id")
    assert (said.side, concluded.side, concluded.objective_percent) == ("both", "subjective", 0)
    assert (concluded.answers_id, concluded.is_agreed) == (said.id, False)


def test_a_coordinating_unit_is_asked_the_same(
    province: Any, subject: Assignment, coordinating_focal: Any, office_leader: Any
) -> None:
    other = Assignment.objects.get(directive_id=subject.directive_id, unit_id=province.units["stc"].id)
    late_report(other, coordinating_focal, office_leader)
    with pytest.raises(BadInput) as refused:
        accept(office_leader, other)
    assert refused.value.code == "cause_required"


def test_what_is_in_time_has_no_cause(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    due = story.at(story.DUE)
    with pytest.raises(BadInput) as refused:
        story.call("report_completion", lead_focal, subject.id, due, cause=BOTH)
    assert refused.value.code == "not_late"
    story.call("report_completion", lead_focal, subject.id, due)
    with pytest.raises(BadInput) as refused:
        accept(office_leader, subject, BOTH)
    assert refused.value.code == "not_late"
    # The unit's day counts, however late the office decides.
    assert story.call("accept_completion", office_leader, subject.id, story.at("2021-03-01")).lifecycle == "accepted"
    assert not LateCause.objects.exists()


def test_a_faulty_cause_undoes_the_report(subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
    story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
    with pytest.raises(BadInput) as refused:
        story.call("report_completion", lead_focal, subject.id, LATE, cause=CauseGiven(("thien-tai",)))
    assert (refused.value.code, refused.value.details["field"]) == ("remedy_required", "remedy")
    assert fresh(subject).lifecycle == "acknowledged"


class TestStating:
    """Why something is late while it is open."""

    WHO: dict[str, type[DomainError] | str] = {
        "lead_head": "unit", "lead_focal": "unit", "office_leader": "office", "specialist": "office", "chair": Refused,
        "clerk": Refused, "coordinating_focal": Refused, "observer": Refused, "other_unit_focal": NotFound,
        "administrator": NotFound, "outsider": NotFound,
    }  # fmt: skip

    @pytest.mark.parametrize("name", WHO)
    def test_by_whom(self, name: str, subject: Assignment, request: pytest.FixtureRequest) -> None:
        person, wanted = request.getfixturevalue(name), self.WHO[name]
        if isinstance(wanted, str):
            said = state_cause(actor=person, assignment_id=subject.id, cause=story.CAUSE, now=LATE)
            assert (said.source, said.completed_on) == (wanted, None)
            assert last_event(subject).code == "assignment.cause_stated"
        else:
            with pytest.raises(wanted):
                state_cause(actor=person, assignment_id=subject.id, cause=story.CAUSE, now=LATE)

    @pytest.mark.parametrize("state", Lifecycle.values)
    def test_only_of_what_is_overdue(
        self, state: str, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        story.bring_to(state, subject, unit=lead_focal, office=office_leader)
        for now in (story.at(story.DUE), LATE):
            # Reported by the due day and not decided: in time on any day.
            if now == LATE and state in {"assigned", "acknowledged", "in_progress", "returned"}:
                state_cause(actor=lead_focal, assignment_id=subject.id, cause=story.CAUSE, now=now)
            else:
                with pytest.raises(Conflict):
                    state_cause(actor=lead_focal, assignment_id=subject.id, cause=story.CAUSE, now=now)

    def test_the_newest_stands_and_all_are_kept(self, subject: Assignment, lead_focal: Any, specialist: Any) -> None:
        first = state_cause(actor=lead_focal, assignment_id=subject.id, cause=story.CAUSE, now=LATE)
        second = state_cause(actor=lead_focal, assignment_id=subject.id, cause=BOTH, now=LATE)
        third = state_cause(actor=specialist, assignment_id=subject.id, cause=BOTH, now=LATE)
        assert list(LateCause.objects.order_by("id").values_list("id", "is_standing", "answers_id")) == [
            (first.id, False, None), (second.id, False, None), (third.id, True, second.id),
        ]  # fmt: skip


class TestRemedy:
    """A remedy becomes a directive, once for each form, tied to its cause."""

    @pytest.fixture
    def cause(self, subject: Assignment, lead_focal: Any) -> LateCause:
        return state_cause(actor=lead_focal, assignment_id=subject.id, cause=story.CAUSE, now=LATE)

    def give(self, actor: Any, cause: LateCause, province: Any, key: str = "k1") -> Directive:
        item = story.item(province, text=cause.remedy, due_on=dt.date(2021, 3, 1))
        return give_remedy(actor=actor, cause_id=cause.id, item=item, key=key, now=LATE)

    def test_it_is_given_once(
        self, cause: LateCause, province: Any, specialist: Any, lead_focal: Any, subject: Assignment
    ) -> None:
        made = self.give(specialist, cause, province)
        assert self.give(specialist, cause, province).id == made.id
        other = self.give(specialist, cause, province, key="k2")
        assert other.id != made.id
        assert list(LateRemedy.objects.order_by("id").values_list("cause_id", "directive_id")) == [
            (cause.id, made.id), (cause.id, other.id),
        ]  # fmt: skip
        assert last_event(subject).payload["remedy_directive_id"] == other.id
        assert [row.directive_id for row in cause_for(lead_focal, cause.id).remedies.all()] == [made.id, other.id]

    def test_refusals(
        self,
        cause: LateCause,
        province: Any,
        specialist: Any,
        lead_focal: Any,
        other_unit_focal: Any,
        subject: Assignment,
    ) -> None:
        with pytest.raises(Refused):
            self.give(lead_focal, cause, province)
        with pytest.raises(NotFound):
            self.give(other_unit_focal, cause, province)
        state_cause(actor=lead_focal, assignment_id=subject.id, cause=BOTH, now=LATE)
        with pytest.raises(Conflict) as refused:
            self.give(specialist, cause, province)
        assert refused.value.code == "replaced"
        assert not LateRemedy.objects.exists()


def test_who_reads_and_what_a_figure_opens(
    subject: Assignment, province: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any, coordinating_focal: Any,
    administrator: Any, office_leader: Any,
) -> None:  # fmt: skip
    cause = state_cause(actor=lead_focal, assignment_id=subject.id, cause=BOTH, now=LATE)
    assert [one.id for one in causes_seen(specialist)] == [cause.id]
    assert [one.id for one in causes_seen(lead_focal)] == [cause.id]
    for person in (other_unit_focal, coordinating_focal, administrator):
        assert not causes_seen(person).exists()
    with pytest.raises(NotFound):
        cause_for(other_unit_focal, cause.id)
    seen = causes_seen(office_leader)
    for wanted, count in (
        ({"side": "both"}, 1), ({"side": "objective"}, 0), ({"kind": "phoi-hop"}, 1), ({"kind": "nang-luc"}, 0),
        ({"unit_id": subject.unit_id}, 1), ({"unit_id": 1}, 0), ({"stage": "open"}, 1), ({"stage": "closed"}, 0),
    ):  # fmt: skip
        assert narrowed(seen, **wanted).count() == count, wanted
    story.call("withdraw", office_leader, subject.id, LATE)
    assert not causes_seen(office_leader).exists(), "what was withdrawn is counted in no figure"


class TestReasons:
    """The list of reasons is the office's to edit; what was said keeps its meaning."""

    def test_named_anew_added_taken_off(self, office_leader: Any, specialist: Any, subject: Assignment, lead_focal: Any) -> None:  # fmt: skip
        set_cause_kind(actor=office_leader, code="thien-tai", name="Bão, lũ", side="objective", now=LATE)
        new = set_cause_kind(actor=office_leader, name="Chờ nghiệm thu", side="objective", now=LATE)
        assert new.code == "cho-nghiem-thu"
        set_cause_kind(
            actor=office_leader, code="nang-luc", name="Năng lực", side="subjective", is_active=False, now=LATE
        )
        found = {one.code: one for one in reasons_of(1)}
        assert (found["thien-tai"].name, found["thien-tai"].is_shipped, found["nang-luc"].is_active) == (
            "Bão, lũ",
            False,
            False,
        )
        with pytest.raises(BadInput) as refused:
            state_cause(
                actor=lead_focal, assignment_id=subject.id, cause=CauseGiven(("nang-luc",), remedy="x"), now=LATE
            )
        assert refused.value.code == "unknown_reason"
        with pytest.raises(Refused):
            set_cause_kind(actor=specialist, name="Khác", side="objective", now=LATE)
        for wrong, error in (
            ({"name": "", "side": "objective"}, BadInput), ({"name": "x", "side": "both"}, BadInput),
            ({"name": "x", "side": "objective", "code": "khong-co"}, NotFound),
        ):  # fmt: skip
            with pytest.raises(error):
                set_cause_kind(actor=office_leader, now=LATE, **wrong)

    def test_a_used_one_keeps_its_side_and_can_be_confirmed_after_it_was_taken_off(
        self, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        late_report(subject, lead_focal, office_leader, cause=story.CAUSE)
        with pytest.raises(Conflict) as refused:
            set_cause_kind(actor=office_leader, code="thien-tai", name="Thiên tai", side="subjective", now=LATE)
        assert refused.value.code == "used"
        set_cause_kind(
            actor=office_leader, code="thien-tai", name="Thiên tai", side="objective", is_active=False, now=LATE
        )
        assert accept(office_leader, subject).lifecycle == "accepted"


class TestNeeds:
    """What completion needs, by kind of document and role."""

    def test_the_table_is_enforced(
        self, province: Any, office_leader: Any, specialist: Any, lead_focal: Any, coordinating_focal: Any
    ) -> None:
        set_completion_need(actor=office_leader, role="lead", needs="both", now=LATE)
        set_completion_need(actor=office_leader, role="coordinate", needs="nothing", now=LATE)
        directive = story.give(office_leader, province)
        lead = story.assignment(directive, province.units["skhdt"])
        other = story.assignment(directive, province.units["stc"])
        story.bring_to("acknowledged", lead, unit=lead_focal, office=office_leader)
        story.bring_to("acknowledged", other, unit=coordinating_focal, office=office_leader)
        with pytest.raises(BadInput) as refused:
            story.call("report_completion", lead_focal, lead.id, story.at("2021-01-20"))
        assert (refused.value.code, refused.value.details["field"]) == ("file_required", "files")
        files = [("a.txt", b"ket qua")]
        with pytest.raises(BadInput) as refused:
            story.call(
                "report_completion", lead_focal, lead.id, story.at("2021-01-20"), files=files, result_document=""
            )
        assert refused.value.code == "document_required"
        assert story.call("report_completion", lead_focal, lead.id, story.at("2021-01-20"), files=files)
        assert story.call(
            "report_completion", coordinating_focal, other.id, story.at("2021-01-20"), note="", result_document=""
        )

    def test_a_row_goes_and_the_default_holds_again(self, office_leader: Any, specialist: Any) -> None:
        given = {"actor": office_leader, "role": "lead", "now": LATE, "document_kind": "Thông báo"}
        assert set_completion_need(needs="file", **given) is not None
        assert set_completion_need(needs="", **given) is None
        assert set_completion_need(needs="", **given) is None
        for wrong in ({"role": "x", "needs": "file"}, {"role": "lead", "needs": "x"}, {"role": "lead", "needs": "file", "document_kind": "x" * 61}):  # fmt: skip
            with pytest.raises(BadInput):
                set_completion_need(actor=office_leader, now=LATE, **wrong)
        with pytest.raises(Refused):
            set_completion_need(actor=specialist, role="lead", needs="file", now=LATE)
