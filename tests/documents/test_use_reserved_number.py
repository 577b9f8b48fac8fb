"""A reserved number used later: the document bears the earlier day, the ledger both."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.use_reserved_number import use_reserved_number
from dondoc.documents.commands.void_number import void_number
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def kept(notices, office_leader, now):
    (entry,) = reserve_numbers(actor=office_leader, register_id=notices.id, count=1, reason="Chờ ký", now=now)
    return entry


def test_it_bears_the_day_it_was_kept_on(kept, office_leader, now):
    later = now + dt.timedelta(days=3)
    used = use_reserved_number(
        actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="Văn bản ký ngày 18/01", now=later
    )
    assert (used.state, used.symbol, used.entered_on) == ("taken", "TB-VP", dt.date(2021, 1, 18))
    event = LedgerEvent.objects.get(code="register_entry.reserved_number_used")
    assert (event.effective_on, event.recorded_at, event.reason) == (
        dt.date(2021, 1, 18), later, "Văn bản ký ngày 18/01",
    )  # fmt: skip


def test_once_only(kept, office_leader, now):
    use_reserved_number(actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="a", now=now)
    with pytest.raises(Conflict, match="Số 01 không còn được giữ"):
        use_reserved_number(actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="a", now=now)


def test_not_after_it_was_voided(kept, office_leader, now):
    void_number(actor=office_leader, entry_id=kept.id, reason="Không cần nữa", now=now)
    with pytest.raises(Conflict):
        use_reserved_number(actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="a", now=now)


def test_of_two_at_once_one_wins(real_connections, at_once, kept, office_leader, now):
    def job():
        return use_reserved_number(actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="a", now=now)

    found = at_once(job, job)
    assert sorted(type(one).__name__ for one in found) == ["Conflict", "RegisterEntry"]


def test_who_may_not_and_what_cannot_be(kept, clerk, outsider, office_leader, now):
    with pytest.raises(Refused):
        use_reserved_number(actor=clerk, entry_id=kept.id, facts=NOTICE, reason="a", now=now)
    with pytest.raises(NotFound):
        use_reserved_number(actor=outsider, entry_id=kept.id, facts=NOTICE, reason="a", now=now)
    with pytest.raises(BadInput):
        use_reserved_number(actor=office_leader, entry_id=kept.id, facts=NOTICE, reason="", now=now)
