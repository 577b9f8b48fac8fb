"""What an attempt to send says of a packet, also where two workers tell of it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import LEASE

from dondoc.documents.commands.record_delivery import record_delivery
from dondoc.documents.exchange.errors import Rejected, Unreachable
from dondoc.documents.exchange_worker import claim
from dondoc.foundation.errors import NotFound
from dondoc.ledger.models import LedgerEvent


def record(ours, row, *, attempt=1, error=None):
    return record_delivery(
        actor=None, jurisdiction_id=1, packet_id=row.id, attempt=attempt, error=error, now=ours.clock()
    )


@pytest.fixture
def claimed(ours, notice_out):
    ours.send(notice_out)
    return claim(ours.own, now=ours.clock(), lease=LEASE)


def codes():
    return list(LedgerEvent.objects.filter(aggregate="outgoing_packet").order_by("id").values_list("code", flat=True))[
        1:
    ]


def test_it_arrived(ours, claimed):
    row = record(ours, claimed)
    assert (row.state, row.sent_at, row.claimed_until) == ("sent", ours.clock(), None)
    assert record(ours, claimed, error=Unreachable()).state == "sent"
    assert codes() == ["outgoing_packet.sent"]


def test_it_waits_where_trying_again_may_help(ours, claimed):
    row = record(ours, claimed, error=Unreachable())
    assert (row.state, row.error_code) == ("failed", "unreachable")
    assert row.next_attempt_at == ours.clock() + dt.timedelta(minutes=1)
    assert codes() == ["outgoing_packet.failed"]


def test_it_is_left_to_a_person_where_it_may_not(ours, claimed):
    assert record(ours, claimed, error=Rejected("Cơ quan này không nhận.")).state == "given_up"
    assert codes() == ["outgoing_packet.given_up"]


def test_whose_time_was_up_says_nothing_against_the_next(ours, claimed):
    ours.clock.on(minutes=6)
    second = claim(ours.own, now=ours.clock(), lease=LEASE)
    assert second.attempts == 2
    assert record(ours, claimed, attempt=1, error=Unreachable()).state == "sending"
    assert record(ours, claimed, attempt=1).state == "sent"  # it arrived after all: once is enough
    assert record(ours, second, attempt=2).state == "sent"
    assert codes() == ["outgoing_packet.sent"]


def test_a_packet_that_is_not_there(ours):
    with pytest.raises(NotFound):
        record_delivery(actor=None, jurisdiction_id=1, packet_id=1, attempt=1, now=ours.clock())
