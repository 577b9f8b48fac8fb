"""Creating directives: units and roles, deadlines, what is refused, what is left behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story

from dondoc.directives.commands.create_directives import create_directives
from dondoc.directives.models import Assignment, DeadlineEvent, Directive, FigureCell
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent


def test_one_assignment_per_unit_and_role(province: Any, office_leader: Any) -> None:
    directive = story.give(
        office_leader, province, leads=("skhdt", "skhdt", "syt"), coordinates=("stc", "skhdt", "stc")
    )
    rows = Assignment.objects.filter(jurisdiction_id=1, directive_id=directive.id).values_list("unit__code", "role")
    assert sorted(rows) == [("skhdt", "lead"), ("stc", "coordinate"), ("syt", "lead")], "who leads only leads"


def test_everything_is_in_the_ledger_and_in_the_roll_ups(province: Any, office_leader: Any) -> None:
    directive = story.give(office_leader, province)
    codes = LedgerEvent.objects.filter(jurisdiction_id=1).order_by("id").values_list("code", "seq")
    assert list(codes) == [("directive.created", 1), ("assignment.created", 1), ("assignment.created", 1)]
    assert directive.original_due_on == directive.due_on == story.DUE
    assert sum(cell.later + cell.due_soon for cell in FigureCell.objects.filter(jurisdiction_id=1)) == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " \n"}, "text_required"),
        ({"leads": ()}, "lead_required"),
        ({"deadline_kind": "someday"}, "deadline_kind"),
        ({"deadline_kind": "date", "due_on": None}, "due_on_required"),
        ({"deadline_kind": "event", "due_on": None, "event_name": " "}, "event_required"),
        ({"due_on": dt.date(2021, 1, 6)}, "due_before_given"),
        ({"deadline_kind": "event", "due_on": None, "event_id": 999_999}, "unknown_event"),
    ],
)
def test_refusals_name_the_item_and_leave_nothing(
    changes: dict[str, Any], code: str, province: Any, office_leader: Any
) -> None:
    good = story.item(province)
    bad = (
        story.item(province, **changes)
        if "deadline_kind" not in changes
        else story.item(province, **{"due_on": story.DUE, **changes})
    )
    with pytest.raises(BadInput) as refused:
        create_directives(actor=office_leader, items=[good, bad], now=story.at("2021-01-07"))
    assert refused.value.code == code
    assert refused.value.details["item"] == 2
    assert not Directive.objects.filter(jurisdiction_id=1).exists()
    assert not LedgerEvent.objects.filter(jurisdiction_id=1).exists()


def test_nothing_to_create_is_said(province: Any, office_leader: Any) -> None:
    with pytest.raises(BadInput) as refused:
        create_directives(actor=office_leader, items=[], now=story.at("2021-01-07"))
    assert refused.value.code == "nothing_to_create"


def test_a_unit_of_another_province_is_unknown(province: Any, office_leader: Any, outsider: Any) -> None:
    from dondoc.organizations.models import Unit

    foreign = Unit.objects.create(
        jurisdiction_id=2, code="x", name="Sở X", kind="department", valid_from=dt.date(2016, 1, 1), search_text="so x",
        sort_key="x",
    )  # fmt: skip
    from dataclasses import replace

    with pytest.raises(BadInput) as refused:
        create_directives(
            actor=office_leader, items=[replace(story.item(province), leads=[foreign.id])], now=story.at("2021-01-07")
        )
    assert refused.value.code == "unknown_unit"


@pytest.mark.parametrize("name", ["chair", "clerk", "lead_head", "lead_focal", "observer", "administrator"])
def test_only_office_leadership_and_specialists_give_directives(
    name: str, request: pytest.FixtureRequest, province: Any
) -> None:
    with pytest.raises(Refused):
        story.give(request.getfixturevalue(name), province)


def test_a_specialist_gives_in_their_own_fields(province: Any, specialist: Any) -> None:
    assert story.give(specialist, province, field="kinh-te")
    assert story.give(specialist, province, field=None)
    with pytest.raises(Refused):
        story.give(specialist, province, field="van-xa")


def test_before_a_day_means_the_day_before_where_the_office_has_set_it_so(province: Any, office_leader: Any) -> None:
    province.jurisdiction.before_excludes_day = True
    province.jurisdiction.save()
    assert story.give(office_leader, province, deadline_words="trước ngày 25/01/2021").due_on == dt.date(2021, 1, 24)
    assert story.give(office_leader, province, deadline_words="đến ngày 25/01/2021").due_on == story.DUE


def test_two_directives_wait_for_one_event(province: Any, office_leader: Any) -> None:
    waiting = {"due_on": None, "deadline_kind": "event", "event_working_days": 5}
    one = story.give(office_leader, province, event_name="Nghị quyết của HĐND tỉnh", **waiting)
    other = story.give(office_leader, province, event_name="nghị quyết  của hđnd tỉnh", **waiting)
    event = DeadlineEvent.objects.get(jurisdiction_id=1)
    assert one.event_id == other.event_id == event.id
    assert one.due_on is None


def test_an_event_that_has_happened_gives_its_date_at_once(province: Any, office_leader: Any) -> None:
    from dondoc.directives.commands.record_event import record_event

    waiting = {"due_on": None, "deadline_kind": "event", "event_working_days": 5}
    first = story.give(office_leader, province, event_name="nghị quyết", **waiting)
    record_event(
        actor=office_leader, event_id=first.event_id, occurred_on=dt.date(2021, 1, 7), now=story.at("2021-01-08")
    )
    assert story.give(office_leader, province, event_id=first.event_id, **waiting).due_on == dt.date(2021, 1, 14)
    younger = story.give(office_leader, province, now=story.at("2021-01-18"), event_id=first.event_id, **waiting)
    assert younger.due_on == dt.date(2021, 1, 18), "nobody is late before they were told"


@pytest.mark.parametrize("kind", ["recurring", "standing", "none"])
def test_a_kind_without_a_day_takes_none(kind: str, province: Any, office_leader: Any) -> None:
    with pytest.raises(BadInput) as refused:
        story.give(office_leader, province, deadline_kind=kind)
    assert refused.value.code == "due_on_unexpected"


class TestAUnitThatHasEnded:
    @pytest.fixture(autouse=True)
    def ended(self, province: Any) -> None:
        unit = province.units["syt"]
        unit.valid_to = dt.date(2021, 1, 12)
        unit.save()

    def test_is_given_nothing_more(self, province: Any, office_leader: Any) -> None:
        with pytest.raises(BadInput) as refused:
            story.give(office_leader, province, leads=("syt",), now=story.at("2021-01-13"))
        assert refused.value.code == "unit_ended"
        assert refused.value.message.startswith("Sở Y tế đã kết thúc hoạt động ngày 12/01/2021")

    def test_is_given_what_dates_from_its_days(self, province: Any, office_leader: Any) -> None:
        story.give(
            office_leader, province, leads=("syt",), now=story.at("2021-01-13"), issued_on=dt.date(2021, 1, 12),
            reason="Văn bản giấy đến chậm.",
        )  # fmt: skip


class TestADayPast:
    DAY = dt.date(2021, 1, 4)

    def test_needs_a_reason_which_the_ledger_keeps(self, province: Any, office_leader: Any) -> None:
        with pytest.raises(BadInput) as refused:
            story.give(office_leader, province, issued_on=self.DAY)
        assert (refused.value.code, refused.value.details["field"]) == ("reason_required", "reason")
        made = story.give(office_leader, province, issued_on=self.DAY, reason=" Kết luận miệng. ")
        assert made.issued_on == self.DAY
        event = LedgerEvent.objects.get(jurisdiction_id=1, aggregate="directive", aggregate_id=made.id)
        assert (event.effective_on, event.reason) == (self.DAY, "Kết luận miệng.")

    def test_of_the_document_needs_none(self, province: Any, office_leader: Any, document: Any) -> None:
        assert story.give(office_leader, province, document=document).issued_on == document.issued_on
        made = story.give(office_leader, province, document=document, issued_on=document.issued_on)
        assert made.issued_on == document.issued_on

    def test_a_day_to_come_is_refused(self, province: Any, office_leader: Any) -> None:
        with pytest.raises(BadInput) as refused:
            story.give(office_leader, province, issued_on=dt.date(2021, 1, 8))
        assert refused.value.code == "issued_in_future"


@pytest.fixture
def document(province: Any) -> Any:
    from dondoc.documents.models import Document

    return Document.objects.create(
        jurisdiction_id=1, direction="issued", origin="province", type_name="Thông báo", number="13", symbol="TB-VP",
        issued_on=dt.date(2021, 1, 5), text="x", source_sha256="0" * 64, search_text="13 tb vp",
        created_at=story.GIVEN, created_by_id=1,
    )  # fmt: skip


@pytest.mark.parametrize("_time", range(3))
def test_an_event_recorded_meanwhile_leaves_no_directive_waiting(
    at_once: Any, province: Any, office_leader: Any, _time: int
) -> None:
    """A directive tied to an event while somebody records that it happened has its date, whoever comes first."""
    from dondoc.directives.commands.record_event import record_event

    waiting = {"due_on": None, "deadline_kind": "event", "coordinates": ()}
    event_id = story.give(office_leader, province, event_name="nghị quyết", **waiting).event_id or 0

    def give() -> Directive:
        return story.give(office_leader, province, event_id=event_id, **waiting)

    def record() -> DeadlineEvent:
        return record_event(
            actor=office_leader, event_id=event_id, occurred_on=dt.date(2021, 1, 7), now=story.at("2021-01-08")
        )

    at_once(give, record, give, give)
    assert Directive.objects.filter(jurisdiction_id=1, due_on=dt.date(2021, 1, 7)).count() == 4
    assert not Assignment.objects.filter(jurisdiction_id=1, due_on=None).exists()


def test_two_who_name_one_event_at_once_wait_for_the_same(at_once: Any, province: Any, office_leader: Any) -> None:
    waiting = {"due_on": None, "deadline_kind": "event", "event_name": "nghị quyết"}
    at_once(*[lambda: story.give(office_leader, province, **waiting)] * 4)
    assert DeadlineEvent.objects.filter(jurisdiction_id=1).count() == 1
    assert Directive.objects.filter(jurisdiction_id=1).count() == 4
