"""Appending: numbers without gaps, hashes that chain, payloads that come back as they went in."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.ledger.conftest import add

from dondoc.ledger.append import NewEvent, append, timeline
from dondoc.ledger.chain import GENESIS, EventFacts, event_hash
from dondoc.ledger.models import LedgerEvent, LedgerHead
from dondoc.ledger.verify import verify

FACTS = EventFacts(
    jurisdiction_id=1,
    aggregate="assignment",
    aggregate_id=5,
    seq=1,
    code="assignment.created",
    actor_id=7,
    recorded_at=NOW,
    effective_on=NOW.date(),
    payload={"đơn vị": "Sở Y tế", "n": [1, None, True]},
    reason="",
    request_id="",
)
text = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "change",
    [
        {"jurisdiction_id": 2},
        {"aggregate": "directive"},
        {"aggregate_id": 6},
        {"seq": 2},
        {"code": "assignment.withdrawn"},
        {"actor_id": None},
        {"recorded_at": NOW + dt.timedelta(microseconds=1)},
        {"effective_on": NOW.date() - dt.timedelta(days=1)},
        {"payload": {}},
        {"reason": "vì"},
        {"request_id": "x"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_fact_is_under_the_hash(change):
    other = EventFacts(**{**{name: getattr(FACTS, name) for name in EventFacts.__slots__}, **change})
    assert event_hash(other, GENESIS) != event_hash(FACTS, GENESIS)


def test_the_hash_depends_on_the_one_before_and_not_on_zone_or_key_order():
    assert event_hash(FACTS, bytes(31) + b"\x01") != event_hash(FACTS, GENESIS)
    same = EventFacts(
        **{
            **{name: getattr(FACTS, name) for name in EventFacts.__slots__},
            "recorded_at": NOW.astimezone(dt.UTC),
            "payload": dict(reversed(FACTS.payload.items())),
        }
    )
    assert event_hash(same, GENESIS) == event_hash(FACTS, GENESIS)


@pytest.mark.parametrize("payload", [{"x": 0.5}, {"x": [1, {"y": 1.0}]}, {1: "số"}])
def test_a_float_or_a_key_that_is_no_string_is_refused(payload):
    with pytest.raises(TypeError):
        event_hash(EventFacts(**{**{n: getattr(FACTS, n) for n in EventFacts.__slots__}, "payload": payload}), GENESIS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(
        st.lists(st.tuples(st.integers(1, 4), text, st.dictionaries(text, values, max_size=3), text), max_size=5),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_appended_is_numbered_chained_and_verified(db, batches):
    with transaction.atomic():
        known: dict[int, int] = {}
        for number, batch in enumerate(batches):
            now = NOW + dt.timedelta(minutes=number, microseconds=number)
            events = []
            for aggregate_id, code, payload, reason in batch:
                known[aggregate_id] = known.get(aggregate_id, 0) + 1
                first = known[aggregate_id] == 1
                events.append(NewEvent("thing", aggregate_id, code, payload, reason=reason, is_first=first))
            append(jurisdiction_id=9, events=events, actor_id=None, now=now, request_id="r")
        for aggregate_id, count in known.items():
            chain = list(LedgerEvent.objects.filter(jurisdiction_id=9, aggregate_id=aggregate_id).order_by("seq"))
            assert [event.seq for event in chain] == list(range(1, count + 1))
            assert bytes(chain[0].previous_hash) == GENESIS
            for before, after in itertools.pairwise(chain):
                assert bytes(after.previous_hash) == bytes(before.hash)
            head = LedgerHead.objects.get(jurisdiction_id=9, aggregate_id=aggregate_id)
            assert (head.seq, bytes(head.hash)) == (count, bytes(chain[-1].hash))
            sent = [payload for batch in batches for i, _, payload, _ in batch if i == aggregate_id]
            assert [event.payload for event in chain] == sent
        found = verify()
        assert found.faults == []
        assert (found.events, found.aggregates) == (sum(known.values()), len(known))
        transaction.set_rollback(True)


def test_an_event_takes_effect_on_its_local_day_unless_told_otherwise(db):
    late_evening = dt.datetime(2021, 1, 17, 18, 30, tzinfo=dt.UTC)  # 01:30 on the 18th in Viet Nam
    add(1, "assignment.created", now=late_evening)
    add(2, "assignment.created", now=late_evening, effective_on=dt.date(2021, 1, 7))
    days = dict(LedgerEvent.objects.values_list("aggregate_id", "effective_on"))
    assert days == {1: dt.date(2021, 1, 18), 2: dt.date(2021, 1, 7)}


def test_creating_the_same_thing_twice_is_refused(db):
    add(1, "assignment.created")
    with pytest.raises(IntegrityError), transaction.atomic():
        add(1, "assignment.created")
    assert verify().intact


def test_nothing_to_append_asks_nothing_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        append(jurisdiction_id=1, events=[], actor_id=None, now=NOW)


def test_a_batch_of_creations_is_one_statement_and_a_batch_of_changes_two(django_assert_num_queries, db):
    with django_assert_num_queries(1):
        append(
            jurisdiction_id=1,
            events=[NewEvent("assignment", i, "assignment.created", is_first=True) for i in range(1, 50)],
            actor_id=7,
            now=NOW,
        )
    with django_assert_num_queries(2):
        append(
            jurisdiction_id=1,
            events=[NewEvent("assignment", i, "assignment.started") for i in range(1, 50)],
            actor_id=7,
            now=NOW,
        )
    assert verify().events == 98


def test_the_timeline_of_several_things_is_in_the_order_of_recording_and_of_one_jurisdiction(db):
    add(1, "assignment.created")
    add(2, "assignment.created", now=NOW + dt.timedelta(minutes=2))
    add(1, "assignment.started", first=False, now=NOW + dt.timedelta(minutes=1))
    append(jurisdiction_id=2, events=[NewEvent("assignment", 1, "x", is_first=True)], actor_id=1, now=NOW)
    found = timeline(1, [("assignment", 1), ("assignment", 2), ("directive", 1)])
    assert [(event.aggregate_id, event.seq) for event in found] == [(1, 1), (1, 2), (2, 1)]
    assert timeline(1, []) == []
