"""Who answers for what is late: the head of the unit on the day the deadline ran out, never left open."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import fresh, last_event

from dondoc.directives.answerable import answerable_of
from dondoc.directives.cause_rules import CauseGiven, HeadFault, head_fault
from dondoc.directives.models import Assignment, LateCause
from dondoc.directives.selectors import directive_view
from dondoc.directives.wording import entries
from dondoc.followup.cause_selectors import causes_seen, narrowed
from dondoc.followup.commands.state_cause import state_cause
from dondoc.foundation.errors import BadInput
from dondoc.organizations.heads import acts_as_head
from dondoc.organizations.models import Post, Tenure

LATE = story.at("2021-02-01")  # a week after the deadline, 25/01/2021
DUE = story.DUE
DAY = dt.timedelta(days=1)
NOBODY = CauseGiven(("thien-tai",), remedy="Làm bù.")


def post(province: Any, title: str = "Giám đốc", *, is_head: bool = True, unit: str = "skhdt") -> Post:
    """A post of a unit."""
    code = f"p{Post.objects.count()}"
    return Post.objects.create(
        jurisdiction_id=1, unit_id=province.units[unit].id, code=code, title=title, is_head=is_head, rank=10
    )


def holds(held: Post, name: str, first: dt.date, last: dt.date | None = None) -> Tenure:
    """Somebody in that post."""
    return Tenure.objects.create(jurisdiction_id=1, post_id=held.id, person_name=name, valid_from=first, valid_to=last)


def state(actor: Any, subject: Assignment, **changes: Any) -> LateCause:
    return state_cause(actor=actor, assignment_id=subject.id, cause=replace(NOBODY, **changes), now=LATE)


def refusal(actor: Any, subject: Assignment, **changes: Any) -> BadInput:
    with pytest.raises(BadInput) as refused:
        state(actor, subject, **changes)
    assert not LateCause.objects.exists()
    return refused.value


START = dt.date(2018, 1, 1)


class TestTheRecord:
    """The record of the organisation says who answers."""

    @pytest.mark.parametrize(
        ("change", "answers"),
        [(DUE, "Lê Sau"), (DUE + DAY, "Đỗ Em"), (DUE - DAY, "Lê Sau")],
        ids=["came that day", "came the day after", "came the day before"],
    )
    def test_the_head_of_the_day_the_deadline_ran_out(
        self, change: dt.date, answers: str, province: Any, subject: Assignment, lead_focal: Any
    ) -> None:
        director = post(province)
        holds(director, "Đỗ Em", START, change - DAY)
        holds(director, "Lê Sau", change)
        said = state(lead_focal, subject)
        assert (said.head_name, said.head_title, said.due_on) == (answers, "Giám đốc", DUE)
        told = last_event(subject).payload["cause"]
        assert (told["head_source"], told["head_on"], told["head_tenure_id"]) == (
            "record", "2021-01-25", said.head_tenure_id,
        )  # fmt: skip

    def test_a_deputy_acts_while_the_post_of_the_head_is_empty(
        self, province: Any, subject: Assignment, lead_focal: Any
    ) -> None:
        director = post(province)
        holds(director, "Đỗ Em", START, dt.date(2020, 12, 31))
        holds(post(province, "Phó Giám đốc", is_head=False), "Ngô Phó", START)
        holds(post(province, "Phó Giám đốc phụ trách", is_head=False), "Vũ Quyền", dt.date(2021, 1, 1))
        asked = answerable_of(subject)
        assert asked.head is not None
        assert (asked.on, asked.head.name, asked.head.is_acting) == (DUE, "Vũ Quyền", True)
        assert state(lead_focal, subject).head_name == "Vũ Quyền"
        # A head who came meanwhile answers, not the deputy.
        holds(director, "Lê Sau", dt.date(2021, 1, 20))
        assert state(lead_focal, subject).head_name == "Lê Sau"

    @pytest.mark.parametrize(
        ("title", "acts"),
        [
            ("Quyền Giám đốc", True), ("Q. Giám đốc", True), ("Phó Chánh Văn phòng phụ trách Văn phòng", True),
            ("Phó Chủ tịch phụ trách, điều hành", True), ("Phó Giám đốc phụ trách kế hoạch", False),
            ("Phó Giám đốc", False), ("Trưởng phòng Quyền lợi", False),
        ],
    )  # fmt: skip
    def test_which_titles_act(self, title: str, acts: bool) -> None:
        assert acts_as_head(title) is acts

    def test_the_record_is_not_overruled(self, province: Any, subject: Assignment, lead_focal: Any) -> None:
        held = holds(post(province), "Đỗ Em", START)
        other = holds(post(province, "Phó Giám đốc", is_head=False), "Ngô Phó", START)
        wrong = refusal(lead_focal, subject, head_name="Người Khác")
        assert (wrong.code, wrong.details["field"]) == ("head_known", "head_name")
        assert "thủ trưởng Sở Kế hoạch và Đầu tư ngày 25/01/2021 (ngày hết thời hạn) là Đỗ Em" in wrong.message
        assert refusal(lead_focal, subject, head_tenure_id=other.id).code == "head_known"
        assert state(lead_focal, subject, head_tenure_id=held.id).head_tenure_id == held.id


class TestNobody:
    """The record has nobody on the day: somebody is chosen or named, never nobody."""

    @pytest.fixture
    def gap(self, province: Any) -> Tenure:
        """Who left before the deadline; nobody has come since."""
        return holds(post(province), "Đỗ Em", START, dt.date(2020, 12, 31))

    def test_an_empty_one_is_refused(self, gap: Tenure, subject: Assignment, lead_focal: Any) -> None:
        wrong = refusal(lead_focal, subject, head_name="  ")
        assert (wrong.code, wrong.details["field"]) == ("head_required", "head_name")
        assert "không có ai đứng đầu Sở Kế hoạch và Đầu tư ngày 25/01/2021" in wrong.message

    def test_somebody_the_record_knows_is_chosen(self, gap: Tenure, subject: Assignment, lead_focal: Any) -> None:
        assert [one.id for one in answerable_of(subject).known] == [gap.id]
        said = state(lead_focal, subject, head_tenure_id=gap.id)
        assert (said.head_name, said.head_title, said.head_tenure_id) == ("Đỗ Em", "Giám đốc", gap.id)
        assert last_event(subject).payload["cause"]["head_source"] == "chosen"

    def test_of_another_unit_or_of_nowhere_is_refused(
        self, province: Any, gap: Tenure, subject: Assignment, lead_focal: Any
    ) -> None:
        other = holds(post(province, unit="stc"), "Hồ Tài", START)
        for tenure_id in (other.id, 0, 2**62):
            assert refusal(lead_focal, subject, head_tenure_id=tenure_id).code == "head_unknown"
        assert refusal(lead_focal, subject, head_tenure_id=gap.id, head_name="Trần Giữ").code == "head_twice"

    def test_a_name_and_position_are_kept_as_typed(
        self, subject: Assignment, lead_focal: Any, office_leader: Any
    ) -> None:
        said = state(lead_focal, subject, head_name=" Trần Giữ ", head_title="Phó Giám đốc")
        assert (said.head_name, said.head_title, said.head_tenure_id) == ("Trần Giữ", "Phó Giám đốc", None)
        assert last_event(subject).payload["cause"]["head_source"] == "typed"
        lines = entries(directive_view(office_leader, subject.directive_id).events, units={}, actors={})
        assert dict(lines[0].details)["Người đứng đầu"] == "Trần Giữ, Phó Giám đốc (không có trong hồ sơ tổ chức)"
        with pytest.raises(BadInput) as refused:
            state(lead_focal, subject, head_name="x" * 121)
        assert refused.value.code == "too_long"

    def test_a_unit_that_ended_before_the_deadline(self, province: Any, subject: Assignment, lead_focal: Any) -> None:
        held = holds(post(province), "Đỗ Em", START, dt.date(2021, 1, 15))
        unit = province.units["skhdt"]
        unit.valid_to = dt.date(2021, 1, 15)
        unit.save()
        assert answerable_of(subject).head is None
        assert refusal(lead_focal, subject).code == "head_required"
        assert state(lead_focal, subject, head_tenure_id=held.id).head_name == "Đỗ Em"


class TestClosing:
    """Nothing is closed late without somebody who answers."""

    @pytest.fixture
    def reported(self, subject: Assignment, lead_focal: Any, office_leader: Any) -> Assignment:
        """Reported late; the unit's cause names nobody, as before a head was asked for."""
        story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
        story.call("report_completion", lead_focal, subject.id, LATE, cause=story.CAUSE)
        LateCause.objects.update(head_name="", head_title="")
        return subject

    def accept(self, actor: Any, subject: Assignment, cause: CauseGiven | None = None) -> Assignment:
        return story.call("accept_completion", actor, subject.id, story.at("2021-02-03"), cause=cause)

    def test_an_old_cause_is_not_confirmed_without_a_head(self, reported: Assignment, office_leader: Any) -> None:
        with pytest.raises(BadInput) as refused:
            self.accept(office_leader, reported)
        assert refused.value.code == "head_required"
        assert fresh(reported).lifecycle == "reported"
        # The office adds the head and confirms the rest as it was said.
        self.accept(office_leader, reported, CauseGiven((), head_name="Trần Giữ", head_title="Giám đốc"))
        concluded = LateCause.objects.get(is_standing=True)
        assert (concluded.head_name, concluded.remedy, concluded.is_agreed) == (
            "Trần Giữ", story.CAUSE.remedy, True,
        )  # fmt: skip

    def test_the_record_gives_it_where_it_knows_by_now(
        self, reported: Assignment, province: Any, office_leader: Any
    ) -> None:
        LateCause.objects.update(head_name="Trần Giữ")
        holds(post(province), "Đỗ Em", START)
        self.accept(office_leader, reported)
        concluded = LateCause.objects.get(is_standing=True)
        assert (concluded.head_name, concluded.is_agreed) == ("Đỗ Em", False)

    def test_what_was_said_of_another_deadline_is_asked_again(self, reported: Assignment, office_leader: Any) -> None:
        LateCause.objects.update(head_name="Trần Giữ", due_on=DUE - DAY)
        with pytest.raises(BadInput) as refused:
            self.accept(office_leader, reported)
        assert refused.value.code == "head_required"

    def test_a_head_alone_is_no_cause(self, subject: Assignment, lead_focal: Any, office_leader: Any) -> None:
        story.bring_to("acknowledged", subject, unit=lead_focal, office=office_leader)
        story.call("report_completion", lead_focal, subject.id, LATE)
        with pytest.raises(BadInput) as refused:
            self.accept(office_leader, subject, CauseGiven((), head_name="Đỗ Em"))
        assert refused.value.code == "cause_required"

    def test_old_rows_stay_readable_and_are_listed_as_lacking(
        self, reported: Assignment, office_leader: Any, lead_focal: Any
    ) -> None:
        assert [one.head_name for one in causes_seen(lead_focal)] == [""]
        seen = causes_seen(office_leader)
        assert narrowed(seen, head="missing").count() == 1
        self.accept(office_leader, reported, CauseGiven((), head_name="Trần Giữ"))
        assert narrowed(seen, head="missing").count() == 0


@pytest.mark.parametrize(
    ("given", "recorded", "wrong"),
    [
        ({}, None, HeadFault.REQUIRED), ({}, ("A", 1), None), ({"head_name": "A"}, ("A", 1), None),
        ({"head_name": "B"}, ("A", 1), HeadFault.KNOWN), ({"head_tenure_id": 2}, ("A", 1), HeadFault.KNOWN),
        ({"head_tenure_id": 2}, None, None), ({"head_tenure_id": 3}, None, HeadFault.UNKNOWN),
        ({"head_tenure_id": 2, "head_name": "B"}, None, HeadFault.TWICE), ({"head_name": "B"}, None, None),
    ],
)  # fmt: skip
def test_what_must_be_said_of_the_head(
    given: dict[str, Any], recorded: tuple[str, int] | None, wrong: HeadFault | None
) -> None:
    assert head_fault(CauseGiven(("thien-tai",), **given), recorded=recorded, known={1, 2}) == wrong
