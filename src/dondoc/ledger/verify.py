"""Checking the whole ledger: recompute every hash, compare every chain with its head."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.db import connection, transaction

from dondoc.ledger.chain import GENESIS, EventFacts, event_hash
from dondoc.ledger.models import LedgerEvent, LedgerHead


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
    """What a check of the ledger found. `digest` covers all heads: note it down and compare it later."""

    events: int = 0
    aggregates: int = 0
    faults: list[Fault] = field(default_factory=list)
    digest: str = ""

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(*, most_faults: int = 100) -> Verification:
    """Read every event in one snapshot and return what does not fit.

    A changed row is named by its event; a missing one by the number that is not there; a missing tail or a
    whole missing aggregate by its head, a head that was removed by its events.

    Args:
        most_faults: stop collecting after so many.
    """
    result = Verification()
    seal = hashlib.sha256()

    def fault(key: tuple[int, str, int], seq: int, event_id: int | None, message: str) -> None:
        if len(result.faults) < most_faults:
            result.faults.append(Fault(*key, seq, event_id, message))

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        heads = {
            (j, a, i): (seq, bytes(digest))
            for j, a, i, seq, digest in LedgerHead.objects.values_list(
                "jurisdiction_id", "aggregate", "aggregate_id", "seq", "hash"
            ).iterator(chunk_size=5000)
        }
        key: tuple[int, str, int] | None = None
        seq, previous = 0, GENESIS

        def close() -> None:
            if key is None:
                return
            result.aggregates += 1
            head = heads.pop(key, None)
            if head is None:
                fault(key, seq, None, "không có đầu chuỗi: dòng đầu chuỗi đã bị xoá")
            elif head[0] > seq:
                fault(key, head[0], None, f"thiếu sự kiện cuối: đầu chuỗi ghi {head[0]}, sổ chỉ còn {seq}")
            elif head != (seq, previous):
                fault(key, seq, None, "đầu chuỗi không khớp với sự kiện cuối")
            seal.update(repr((key, seq)).encode() + previous)

        events = LedgerEvent.objects.order_by("jurisdiction_id", "aggregate", "aggregate_id", "seq")
        for event in events.iterator(chunk_size=5000):
            here = (event.jurisdiction_id, event.aggregate, event.aggregate_id)
            if here != key:
                close()
                key, seq, previous = here, 0, GENESIS
            result.events += 1
            if event.seq != seq + 1:
                fault(here, seq + 1, None, f"thiếu sự kiện số {seq + 1}")
            facts = EventFacts(
                event.jurisdiction_id,
                event.aggregate,
                event.aggregate_id,
                event.seq,
                event.code,
                event.actor_id,
                event.recorded_at,
                event.effective_on,
                event.payload,
                event.reason,
                event.request_id,
            )
            stored = bytes(event.hash)
            if bytes(event.previous_hash) != previous and event.seq == seq + 1:
                fault(here, event.seq, event.id, "không nối với sự kiện trước")
            try:
                true_hash = event_hash(facts, bytes(event.previous_hash))
            except TypeError:
                true_hash = b""
            if true_hash != stored:
                fault(here, event.seq, event.id, f"nội dung đã bị sửa (mã {event.code})")
            seq, previous = event.seq, stored
        close()
        for missing, (last, digest) in sorted(heads.items()):
            fault(missing, last, None, "mọi sự kiện của đối tượng đã bị xoá")
            seal.update(repr((missing, last)).encode() + digest)
    result.digest = seal.hexdigest()
    return result
