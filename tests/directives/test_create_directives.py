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
