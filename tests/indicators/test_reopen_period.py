"""Opening a closed period again; the story of closing and opening stands in `test_lock_period`."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives.story import at

from dondoc.foundation.errors import BadInput
from dondoc.indicators.commands.lock_period import lock_period
from dondoc.indicators.commands.reopen_period import reopen_period
from dondoc.ledger.models import LedgerEvent


def test_who_opened_it_and_why_stays(province: Any, office_leader: Any) -> None:
    lock_period(actor=office_leader, period="2020-09", now=at("2020-10-20"))
    lock = reopen_period(actor=office_leader, period="2020-09", reason="Đính chính", now=at("2020-10-21"))
    assert (lock.reopened_by_id, lock.reason, lock.locked_at) == (office_leader.pk, "Đính chính", at("2020-10-20"))
    codes = LedgerEvent.objects.filter(aggregate="indicator_period", aggregate_id=lock.id).order_by("seq")
    assert [(one.code, one.reason) for one in codes] == [
        ("indicator_period.locked", ""), ("indicator_period.reopened", "Đính chính"),
    ]  # fmt: skip


@pytest.mark.parametrize("period", ["", "quý ba", "2020-Q9"])
def test_what_is_no_period(province: Any, office_leader: Any, period: str) -> None:
    with pytest.raises(BadInput) as refused:
        reopen_period(actor=office_leader, period=period, reason="x", now=at("2020-10-21"))
    assert refused.value.code == "bad_period"
