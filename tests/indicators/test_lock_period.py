"""A period is closed once it is over, and only by name opened again."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives.story import at
from tests.indicators.indicator_world import enter, growth

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.indicators.commands.lock_period import lock_period
from dondoc.indicators.commands.reopen_period import reopen_period
from dondoc.indicators.models import PeriodLock


def test_closed_and_opened_again_with_a_reason(province: Any, office_leader: Any, specialist: Any) -> None:
    indicator = growth(specialist, province)
    lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-20"))
    with pytest.raises(Conflict) as refused:
        lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-21"))
    assert refused.value.code == "period_locked"
    with pytest.raises(BadInput) as why:
        reopen_period(actor=office_leader, period="2020-Q3", reason=" ", now=at("2020-10-21"))
    assert why.value.code == "reason_required"
    reopen_period(actor=office_leader, period="2020-Q3", reason="Cục Thống kê đính chính", now=at("2020-10-21"))
    assert enter(specialist, indicator, "2020-Q3", "3").vintage == 1
    lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-22"))
    assert PeriodLock.objects.count() == 2


def test_not_before_it_is_over(province: Any, office_leader: Any) -> None:
    for day in ("2020-09-30", "2020-08-01"):
        with pytest.raises(BadInput) as refused:
            lock_period(actor=office_leader, period="2020-Q3", now=at(day))
        assert refused.value.code == "not_over"
    assert (
        lock_period(actor=office_leader, period="2020-Q3", now=at("2020-10-01")).first_day.isoformat() == "2020-07-01"
    )


def test_an_open_one_is_not_opened(province: Any, office_leader: Any) -> None:
    with pytest.raises(Conflict) as refused:
        reopen_period(actor=office_leader, period="2020-Q3", reason="x", now=at("2020-10-21"))
    assert refused.value.code == "open"


def test_whose_right_it_is(province: Any, specialist: Any, chair: Any, lead_head: Any, administrator: Any) -> None:
    for other in (specialist, chair, lead_head):
        with pytest.raises(Refused):
            lock_period(actor=other, period="2020-Q3", now=at("2020-10-20"))
        with pytest.raises(Refused):
            reopen_period(actor=other, period="2020-Q3", reason="x", now=at("2020-10-20"))
    with pytest.raises(NotFound):
        lock_period(actor=administrator, period="2020-Q3", now=at("2020-10-20"))
