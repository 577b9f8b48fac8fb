"""Arrival numbers: one series a year, duplicates told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.documents.register_world import *  # noqa: F403 - fixtures
from tests.documents.register_world import NOTICE

from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands.record_arrival import Arrival, DuplicateArrival, record_arrival
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

LETTER = Facts(kind="Công văn", subject="V/v báo cáo giải ngân", recipients="Sở Tài chính")
CAME = Arrival(dt.date(2021, 1, 12), "Bộ Tài chính", "125/BTC-NSNN", dt.date(2021, 1, 8))


def arrive(actor, register, now, arrival=CAME, facts=LETTER, **more):
    return record_arrival(actor=actor, register_id=register.id, arrival=arrival, facts=facts, now=now, **more)


def test_it_gets_the_next_number_of_its_year(arriving, clerk, now):
    first = arrive(clerk, arriving, now)
    second = arrive(clerk, arriving, now, replace(CAME, document_code="126/BTC-NSNN"))
    last_year = arrive(
        clerk, arriving, now, Arrival(dt.date(2020, 12, 31), "Bộ Y tế", "9/BYT-DP", dt.date(2020, 12, 30))
    )
    assert [(e.year, e.number) for e in (first, second, last_year)] == [(2021, 1), (2021, 2), (2020, 1)]
    assert (first.author, first.document_code, first.recipients) == ("Bộ Tài chính", "125/BTC-NSNN", "Sở Tài chính")
    event = LedgerEvent.objects.filter(code="register_entry.arrival_recorded").latest("id")
    assert event.effective_on == dt.date(2020, 12, 31)


@pytest.mark.parametrize("again", [CAME, replace(CAME, author="BỘ TÀI CHÍNH", document_code="125/btc-nsnn")])
def test_what_is_there_already_is_told(arriving, clerk, now, again):
    first = arrive(clerk, arriving, now)
    with pytest.raises(DuplicateArrival, match="số đến 01 ngày 12/01/2021") as caught:
        arrive(clerk, arriving, now, again)
    assert caught.value.details["entry_id"] == first.id
    assert arrive(clerk, arriving, now, again, accept_duplicate=True).number == 2


def test_another_day_or_author_is_another_document(arriving, clerk, now):
    arrive(clerk, arriving, now)
    arrive(clerk, arriving, now, replace(CAME, author="Bộ Y tế"))
    assert arrive(clerk, arriving, now, replace(CAME, document_date=dt.date(2020, 1, 8))).number == 3


@pytest.mark.parametrize(
    ("arrival", "facts", "field"),
    [
        (replace(CAME, author=" "), LETTER, "author"),
        (CAME, replace(LETTER, subject=""), "subject"),
        (replace(CAME, arrived_on=dt.date(2021, 1, 19)), LETTER, "arrived_on"),
        (replace(CAME, arrived_on=dt.date(2019, 12, 31)), LETTER, "arrived_on"),
        (replace(CAME, document_date=dt.date(2021, 1, 13)), LETTER, "document_date"),
        (replace(CAME, document_code="x" * 81), LETTER, "document_code"),
    ],
)
def test_what_cannot_be_is_named(arriving, clerk, now, arrival, facts, field):
    with pytest.raises(BadInput) as caught:
        arrive(clerk, arriving, now, arrival, facts)
    assert caught.value.details["field"] == field


def test_who_may_not(arriving, notices, chair, lead_focal, outsider, clerk, now):
    for person in (chair, lead_focal):
        with pytest.raises(Refused):
            arrive(person, arriving, now)
    with pytest.raises(NotFound):
        arrive(outsider, arriving, now)
    with pytest.raises(BadInput, match="sổ văn bản đến"):
        arrive(clerk, notices, now, facts=NOTICE)


@pytest.mark.parametrize("code", ["125 /BTC-QĐ", "125/BTC - QĐ", "125/btc-qđ"])
def test_another_spelling_of_the_code_is_the_same_document(arriving, clerk, now, code):
    arrival = Arrival(dt.date(2021, 1, 18), "Bộ Tài chính", "125/BTC-QĐ", dt.date(2021, 1, 8))
    given = {"actor": clerk, "register_id": arriving.id, "facts": Facts(subject="Giải ngân"), "now": now}
    record_arrival(arrival=arrival, **given)
    with pytest.raises(DuplicateArrival):
        record_arrival(arrival=replace(arrival, document_code=code), **given)
