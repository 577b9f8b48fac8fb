"""Checking the whole ledger: recompute every hash, compare every chain with its head (ADR 0002)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from dondoc.ledger.chain import GENESIS, EventFacts, event_hash
from dondoc.ledger.models import LedgerEvent, LedgerHead

Key = tuple[int, str, int]
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    jurisdiction_id: int
    aggregate: str
    aggregate_id: int
    seq: int
    event_id: int | None
    message: str


@dataclass(slots=True)
class Verification:
    """What a check of the ledger found.

    Attributes:
        events: how many were read.
        aggregates: how many chains.
        faults: what is wrong, at most as many as were asked for.
        more_faults: whether there are others beside them.
        digest: seals the last event of every chain: note it down with `recorded_until` and compare it later.
        recorded_until: the recording of the youngest event under the seal.
    """

    events: int = 0
    aggregates: int = 0
    faults: list[Fault] = field(default_factory=list)
    more_faults: bool = False
    digest: str = ""
    recorded_until: dt.datetime | None = None

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(*, most_faults: int = 100, recorded_by: dt.datetime | None = None) -> Verification:
    """Read every event in one snapshot and return what does not fit.

    A changed row is named by its event; a missing one by the number that is not there; a missing tail or a
    whole missing aggregate by its head, a head that was removed by its events.

    Args:
        most_faults: keep so many.
        recorded_by: make the seal over what was recorded by then, to compare it with one noted at that time.
            All events are checked all the same.
    """
    with transaction.atomic():
        _hold_snapshot()
        return _Check(most_faults, recorded_by).run()


def _hold_snapshot() -> None:
    with connection.cursor() as cursor:
        # Inside somebody else's transaction (a test's) the snapshot is theirs and cannot be chosen any more.
        if len(connection.savepoint_ids) == 0:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


class _Check:
    """One pass over the events in the order of their chains."""

    def __init__(self, most_faults: int, recorded_by: dt.datetime | None) -> None:
        self._result = Verification()
        self._most = most_faults
        self._recorded_by = recorded_by
        self._seal = hashlib.sha256()
        self._heads = {
            (jurisdiction_id, aggregate, aggregate_id): (seq, bytes(digest))
            for jurisdiction_id, aggregate, aggregate_id, seq, digest in LedgerHead.objects.values_list(
                "jurisdiction_id", "aggregate", "aggregate_id", "seq", "hash"
            ).iterator(chunk_size=_CHUNK)
        }

    def run(self) -> Verification:
        """Check all chains."""
        key: Key | None = None
        seq, previous = 0, GENESIS
        sealed: tuple[int, bytes] | None = None
        for event_id, facts, linked_to, stored in _events():
            here = (facts.jurisdiction_id, facts.aggregate, facts.aggregate_id)
            if here != key:
                self._close(key, seq, previous, sealed)
                key, seq, previous, sealed = here, 0, GENESIS, None
            self._judge(here, event_id, facts, linked_to, stored, after=(seq, previous))
            seq, previous = facts.seq, stored
            if self._recorded_by is None or facts.recorded_at <= self._recorded_by:
                sealed = (seq, stored)
                last = self._result.recorded_until
                self._result.recorded_until = max(last or facts.recorded_at, facts.recorded_at)
        self._close(key, seq, previous, sealed)
        for missing, (last_seq, _) in sorted(self._heads.items()):
            self._fault(missing, last_seq, None, "mọi sự kiện của đối tượng đã bị xoá")
        self._result.digest = self._seal.hexdigest()
        return self._result

    def _judge(
        self, key: Key, event_id: int, facts: EventFacts, linked_to: bytes, stored: bytes, *, after: tuple[int, bytes]
    ) -> None:
        self._result.events += 1
        seq, previous = after
        if facts.seq > seq + 2:
            self._fault(key, seq + 1, None, f"thiếu các sự kiện số {seq + 1} đến {facts.seq - 1}")
        elif facts.seq > seq + 1:
            self._fault(key, seq + 1, None, f"thiếu sự kiện số {seq + 1}")
        try:
            fits = event_hash(facts, linked_to) == stored
        except (TypeError, ValueError):
            fits = False  # a payload that no command can have written
        if not fits:
            self._fault(key, facts.seq, event_id, f"nội dung đã bị sửa (mã {facts.code})")
        elif linked_to != previous and facts.seq == seq + 1:
            self._fault(key, facts.seq, event_id, "không nối với sự kiện trước: một trong hai đã bị sửa")

    def _close(self, key: Key | None, seq: int, last_hash: bytes, sealed: tuple[int, bytes] | None) -> None:
        """Compare a finished chain with its head, and put it under the seal."""
        if key is None:
            return
        self._result.aggregates += 1
        head = self._heads.pop(key, None)
        if head is None:
            self._fault(key, seq, None, "không có đầu chuỗi: dòng đầu chuỗi đã bị xoá")
        elif head[0] > seq:
            self._fault(key, head[0], None, f"thiếu sự kiện cuối: đầu chuỗi ghi {head[0]}, sổ chỉ còn {seq}")
        elif head != (seq, last_hash):
            self._fault(key, seq, None, "đầu chuỗi không khớp với sự kiện cuối")
        if sealed is not None:
            self._seal.update(repr((key, sealed[0])).encode() + sealed[1])

    def _fault(self, key: Key, seq: int, event_id: int | None, message: str) -> None:
        if len(self._result.faults) < self._most:
            self._result.faults.append(Fault(*key, seq, event_id, message))
        else:
            self._result.more_faults = True


def _events() -> Iterator[tuple[int, EventFacts, bytes, bytes]]:
    """Yield id, facts, the hash it is linked to and its own hash, chain by chain."""
    rows: Any = LedgerEvent.objects.order_by("jurisdiction_id", "aggregate", "aggregate_id", "seq").values_list(
        "id", "previous_hash", "hash", "jurisdiction_id", "aggregate", "aggregate_id", "seq", "code", "actor_id",
        "recorded_at", "effective_on", "payload", "reason", "request_id",
    )  # fmt: skip
    for event_id, linked_to, stored, *facts in rows.iterator(chunk_size=_CHUNK):
        yield event_id, EventFacts(*facts), bytes(linked_to), bytes(stored)
