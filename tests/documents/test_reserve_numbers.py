"""Numbers kept for later: a named right, with a reason, in the series."""

from __future__ import annotations

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.register_selectors import entries_of
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent


def test_they_stand_in_the_series_and_the_next_goes_on_after_them(notices, office_leader, clerk, now):
    take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now)
    kept = reserve_numbers(actor=office_leader, register_id=notices.id, count=2, reason="Chờ Chủ tịch ký", now=now)
    assert [(entry.number, entry.state, entry.reason) for entry in kept] == [
        (2, "reserved", "Chờ Chủ tịch ký"), (3, "reserved", "Chờ Chủ tịch ký"),
    ]  # fmt: skip
    assert take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now).number == 4
    assert LedgerEvent.objects.filter(code="register_entry.number_reserved", reason="Chờ Chủ tịch ký").count() == 2


@pytest.mark.parametrize(("count", "reason", "field"), [(0, "a", "count"), (21, "a", "count"), (1, " ", "reason")])
def test_what_cannot_be_is_named(notices, office_leader, now, count, reason, field):
    with pytest.raises(BadInput) as caught:
        reserve_numbers(actor=office_leader, register_id=notices.id, count=count, reason=reason, now=now)
    assert caught.value.details["field"] == field


@pytest.mark.parametrize("who", ["clerk", "specialist", "chair", "observer"])
def test_who_may_not(request, notices, now, who):
    with pytest.raises(Refused):
        reserve_numbers(actor=request.getfixturevalue(who), register_id=notices.id, count=1, reason="a", now=now)


def test_a_kept_number_is_found_by_its_number(notices, office_leader, now):
    reserve_numbers(actor=office_leader, register_id=notices.id, count=2, reason="Chờ ký", now=now)
    assert [entry.number for entry in entries_of(notices, 2021, search="02")] == [2]
