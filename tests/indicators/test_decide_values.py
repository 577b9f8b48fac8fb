"""Approval: never by the one who entered it; up the tree; what is approved counts from its day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives.story import at
from tests.indicators.indicator_world import aim, approve, enter, exports, growth, row_of

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.indicators.commands.decide_values import decide_values
from dondoc.indicators.commands.lock_period import lock_period


def test_only_what_is_approved_counts(province: Any, specialist: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    aim(specialist, indicator, "7.5")
    value = enter(specialist, indicator, "2020", "3.05")
    assert row_of(specialist, indicator, "2020-12-31").verdict == "unknown"
    approve(office_leader, value)
    assert row_of(specialist, indicator, "2020-12-31").verdict == "missed"
    # Before it was published, and as it was known before the approval, nothing was known.
    assert row_of(specialist, indicator, "2020-12-27").verdict == "unknown"
    assert row_of(specialist, indicator, "2020-12-31", known_at=at("2020-12-28", 20)).verdict == "unknown"


def test_nobody_approves_their_own(province: Any, office_leader: Any) -> None:
    value = enter(office_leader, growth(office_leader, province), "2020", "3.05")
    with pytest.raises(Refused, match="không tự duyệt"):
        approve(office_leader, value)


def test_up_the_tree(
    province: Any, specialist: Any, lead_focal: Any, lead_head: Any, coordinating_focal: Any, chair: Any, make_user: Any
) -> None:
    indicator = exports(specialist, province)
    district = make_user("dm.rachgia", "focal_point", unit="rachgia")
    district_head = make_user("ct.rachgia", "unit_head", unit="rachgia")
    share = enter(district, indicator, "2020", "200", unit_id=province.units["rachgia"].id)
    for other in (district_head, lead_focal, coordinating_focal, chair):
        with pytest.raises(Refused):
            approve(other, share)
    assert approve(lead_head, share)[0].decided_by_id == lead_head.pk
    whole = enter(lead_focal, indicator, "2020", "700")
    with pytest.raises(Refused):
        approve(lead_head, whole)
    assert approve(specialist, whole)[0].state == "approved"


def test_a_returned_one_says_why_and_another_takes_its_place(province: Any, specialist: Any, lead_focal: Any) -> None:
    indicator = growth(specialist, province)
    value = enter(lead_focal, indicator, "2020", "30.5")
    with pytest.raises(BadInput) as refused:
        decide_values(actor=specialist, value_ids=[value.id], is_approved=False, now=at("2020-12-29"))
    assert refused.value.code == "note_required"
    decide_values(
        actor=specialist, value_ids=[value.id], is_approved=False, note="Thừa một số 0?", now=at("2020-12-29")
    )
    value.refresh_from_db()
    assert (value.state, value.decision_note) == ("returned", "Thừa một số 0?")
    again = enter(lead_focal, indicator, "2020", "3.05", expected_vintage=1)
    approve(specialist, again)
    assert again.vintage == 2


def test_all_or_none(province: Any, specialist: Any, lead_focal: Any, office_leader: Any) -> None:
    indicator = growth(specialist, province)
    one, own = enter(lead_focal, indicator, "2020-Q3", "3"), enter(specialist, indicator, "2020-Q4", "3")
    with pytest.raises(Refused):
        approve(specialist, one, own)
    one.refresh_from_db()
    assert one.state == "entered"
    approve(office_leader, one, own)
    with pytest.raises(Conflict) as refused:
        approve(office_leader, one)
    assert refused.value.code == "decided"


def test_not_within_a_closed_period(province: Any, specialist: Any, office_leader: Any) -> None:
    value = enter(specialist, growth(specialist, province), "2020-Q3", "3", day=dt.date(2020, 10, 5))
    lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-20"))
    with pytest.raises(Conflict) as refused:
        approve(office_leader, value)
    assert refused.value.code == "period_locked"


def test_strangers_and_nothing(
    province: Any, specialist: Any, outsider: Any, administrator: Any, office_leader: Any
) -> None:
    value = enter(specialist, growth(specialist, province), "2020", "3")
    for stranger in (outsider, administrator):
        with pytest.raises(NotFound):
            approve(stranger, value)
    with pytest.raises(BadInput) as refused:
        approve(office_leader)
    assert refused.value.code == "none_chosen"
