"""Two people at once: real connections, real waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.conftest import NOW
from tests.ledger.conftest import add

from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


def _in_thread(pool: ThreadPoolExecutor, job: Callable[[], Any]) -> Any:
    def run() -> Any:
        try:
            return job()
        finally:
            connection.close()

    return pool.submit(run)


def _step(*ids: int, code: str = "assignment.step") -> None:
    with transaction.atomic():
        append(
            jurisdiction_id=1,
            events=[NewEvent("assignment", aggregate_id, code) for aggregate_id in ids],
            actor_id=1,
            now=NOW,
        )


def test_appends_to_one_thing_wait_for_each_other_and_make_one_chain(threads):
    add(1, "assignment.created")
    jobs = [_in_thread(threads, lambda: [_step(1) for _ in range(15)]) for _ in range(4)]
    for job in jobs:
        job.result(timeout=30)
    numbers = list(LedgerEvent.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, 62))
    assert verify().intact


def test_the_second_waits_until_the_first_has_committed(threads):
    add(1, "assignment.created")
    entered, release = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            append(jurisdiction_id=1, events=[NewEvent("assignment", 1, "first")], actor_id=1, now=NOW)
            entered.set()
            assert release.wait(10)

    one = _in_thread(threads, first)
    assert entered.wait(10)
    two = _in_thread(threads, lambda: _step(1, code="second"))
    with pytest.raises(TimeoutError):
        two.result(timeout=0.3)
    release.set()
    one.result(timeout=10)
    two.result(timeout=10)
    assert list(LedgerEvent.objects.order_by("seq").values_list("code", flat=True))[1:] == ["first", "second"]
    assert verify().intact


def test_batches_over_the_same_things_in_opposite_order_do_not_deadlock(threads):
    for aggregate_id in range(1, 9):
        add(aggregate_id, "assignment.created")
    ids = list(range(1, 9))
    jobs = [
        _in_thread(threads, lambda order=order: [_step(*order) for _ in range(10)])
        for order in (ids, ids[::-1], ids[4:] + ids[:4], ids[::2] + ids[1::2])
    ]
    for job in jobs:
        job.result(timeout=30)
    found = verify()
    assert found.intact
    assert found.events == 8 + 8 * 40


def test_of_two_who_create_the_same_thing_one_is_refused(threads):
    barrier = threading.Barrier(2)

    def create() -> str:
        try:
            with transaction.atomic():
                barrier.wait(10)
                add(1, "assignment.created")
        except IntegrityError:
            return "refused"
        return "created"

    jobs = [_in_thread(threads, create) for _ in range(2)]
    assert sorted(job.result(timeout=10) for job in jobs) == ["created", "refused"]
    assert verify().intact


def test_what_is_rolled_back_leaves_nothing(threads):
    add(1, "assignment.created")

    def fail() -> None:
        with transaction.atomic():
            append(jurisdiction_id=1, events=[NewEvent("assignment", 1, "never")], actor_id=1, now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _in_thread(threads, fail).result(timeout=10)
    _step(1, code="after")
    assert list(LedgerEvent.objects.order_by("seq").values_list("seq", "code")) == [
        (1, "assignment.created"),
        (2, "after"),
    ]
    assert verify().intact


def test_a_check_sees_one_snapshot_while_others_write(threads):
    for aggregate_id in range(1, 40):
        add(aggregate_id, "assignment.created")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            _step(*range(1, 40))

    writer = _in_thread(threads, write)
    try:
        for _ in range(8):
            assert verify().faults == []
    finally:
        stop.set()
        writer.result(timeout=30)
    assert verify().intact
