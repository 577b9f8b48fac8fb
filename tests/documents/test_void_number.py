"""A voided number stays with its reason and never comes back."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.void_number import void_number
from dondoc.documents.register_selectors import missing_numbers
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def test_it_stays_and_the_next_goes_on(taken, notices, clerk, now):
    gone = void_number(actor=clerk, entry_id=taken.id, reason="Văn bản không phát hành", now=now)
    assert (gone.state, gone.reason, gone.subject) == ("voided", "Văn bản không phát hành", NOTICE.subject)
    assert take_number(actor=clerk, register_id=notices.id, facts=NOTICE, now=now).number == 2
    assert missing_numbers(notices, 2021) == []
    event = LedgerEvent.objects.get(code="register_entry.number_voided")
    assert (event.payload["was"], event.reason) == ("taken", "Văn bản không phát hành")


def test_twice_is_once(taken, clerk, now):
    void_number(actor=clerk, entry_id=taken.id, reason="Nhầm", now=now)
    with pytest.raises(Conflict, match="đã huỷ trước đó: Nhầm"):
        void_number(actor=clerk, entry_id=taken.id, reason="Nhầm", now=now)


def test_another_s_or_an_earlier_day_s_is_for_the_leader(taken, clerk, specialist, office_leader, now):
    with pytest.raises(Refused, match="Lãnh đạo Văn phòng"):
        void_number(actor=specialist, entry_id=taken.id, reason="a", now=now)
    tomorrow = now + dt.timedelta(days=1)
    with pytest.raises(Refused):
        void_number(actor=clerk, entry_id=taken.id, reason="a", now=tomorrow)
    assert void_number(actor=office_leader, entry_id=taken.id, reason="a", now=tomorrow).state == "voided"


def test_who_may_not_and_what_cannot_be(taken, clerk, chair, outsider, now):
    with pytest.raises(Refused):
        void_number(actor=chair, entry_id=taken.id, reason="a", now=now)
    with pytest.raises(NotFound):
        void_number(actor=outsider, entry_id=taken.id, reason="a", now=now)
    with pytest.raises(BadInput):
        void_number(actor=clerk, entry_id=taken.id, reason=" \n", now=now)
