"""Adding events. Every command calls this inside its own transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q

from dondoc.foundation.clock import local_day
from dondoc.ledger.chain import GENESIS, EventFacts, event_hash
from dondoc.ledger.models import LedgerEvent


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be added.

    Attributes:
        aggregate: kind of the aggregate ("document", "directive", "assignment", …).
        aggregate_id: its id.
        code: stable code of what happened.
        payload: the facts as JSON values without floats.
        effective_on: the local day it took effect; the day of recording when not given.
        reason: why, in the person's words.
        is_first: true for the event that creates the aggregate; spares a look-up of the head.
    """

    aggregate: str
    aggregate_id: int
    code: str
    payload: dict[str, Any] = field(default_factory=dict)
    effective_on: dt.date | None = None
    reason: str = ""
    is_first: bool = False


_HEADS = """
SELECT aggregate, aggregate_id, seq, hash FROM ledger_ledgerhead
WHERE jurisdiction_id = %s AND (aggregate, aggregate_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))
ORDER BY aggregate, aggregate_id FOR UPDATE
"""
_ADD = """
WITH added AS (
  INSERT INTO ledger_ledgerevent (jurisdiction_id, aggregate, aggregate_id, seq, code, actor_id, recorded_at,
    effective_on, payload, reason, request_id, previous_hash, hash)
  SELECT %(jurisdiction)s, a, i, s, c, %(actor)s, %(recorded_at)s, e, p, r, %(request)s, b, h
  FROM unnest(%(aggregates)s::text[], %(ids)s::bigint[], %(seqs)s::int[], %(codes)s::text[], %(days)s::date[],
    %(payloads)s::jsonb[], %(reasons)s::text[], %(previous)s::bytea[], %(hashes)s::bytea[])
    AS t(a, i, s, c, e, p, r, b, h)
)
INSERT INTO ledger_ledgerhead (jurisdiction_id, aggregate, aggregate_id, seq, hash)
SELECT %(jurisdiction)s, a, i, s, h
FROM unnest(%(head_aggregates)s::text[], %(head_ids)s::bigint[], %(head_seqs)s::int[], %(head_hashes)s::bytea[])
  AS t(a, i, s, h)
ON CONFLICT (jurisdiction_id, aggregate, aggregate_id) DO UPDATE SET seq = EXCLUDED.seq, hash = EXCLUDED.hash
"""


def append(
    *,
    jurisdiction_id: int,
    events: Iterable[NewEvent],
    actor_id: int | None,
    now: dt.datetime,
    request_id: str = "",
) -> None:
    """Add `events` in their order to the chains of their aggregates, in two statements however many they are.

    The heads are locked in a fixed order, so two commands on the same aggregates wait instead of deadlocking.

    Args:
        jurisdiction_id: the jurisdiction of all the aggregates.
        events: what happened.
        actor_id: the user, or None for the system itself.
        now: the aware moment of recording.
        request_id: groups what one request did.

    Raises:
        TypeError: a payload holds a float.
        django.db.IntegrityError: an event called first is not the first.
    """
    batch = list(events)
    if not batch:
        return
    heads: dict[tuple[str, int], tuple[int, bytes]] = {}
    known = sorted({(e.aggregate, e.aggregate_id) for e in batch if not e.is_first})
    with connection.cursor() as cursor:
        if known:
            cursor.execute(_HEADS, [jurisdiction_id, [k[0] for k in known], [k[1] for k in known]])
            heads = {(a, i): (seq, bytes(hash_)) for a, i, seq, hash_ in cursor.fetchall()}
        rows: list[tuple[str, int, int, str, dt.date, str, str, bytes, bytes]] = []
        for event in batch:
            key = (event.aggregate, event.aggregate_id)
            last, previous = heads.get(key, (0, GENESIS))
            facts = EventFacts(
                jurisdiction_id=jurisdiction_id,
                aggregate=event.aggregate,
                aggregate_id=event.aggregate_id,
                seq=last + 1,
                code=event.code,
                actor_id=actor_id,
                recorded_at=now,
                effective_on=event.effective_on or local_day(now),
                payload=event.payload,
                reason=event.reason,
                request_id=request_id,
            )
            digest = event_hash(facts, previous)
            heads[key] = (facts.seq, digest)
            rows.append(
                (
                    event.aggregate,
                    event.aggregate_id,
                    facts.seq,
                    event.code,
                    facts.effective_on,
                    json.dumps(event.payload, ensure_ascii=False),
                    event.reason,
                    previous,
                    digest,
                )
            )
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        touched = {(row[0], row[1]) for row in rows}
        final = [(a, i, *heads[(a, i)]) for a, i in sorted(touched)]
        cursor.execute(
            _ADD,
            {
                "jurisdiction": jurisdiction_id,
                "actor": actor_id,
                "recorded_at": now,
                "request": request_id,
                "aggregates": columns[0],
                "ids": columns[1],
                "seqs": columns[2],
                "codes": columns[3],
                "days": columns[4],
                "payloads": columns[5],
                "reasons": columns[6],
                "previous": columns[7],
                "hashes": columns[8],
                "head_aggregates": [h[0] for h in final],
                "head_ids": [h[1] for h in final],
                "head_seqs": [h[2] for h in final],
                "head_hashes": [h[3] for h in final],
            },
        )


def timeline(
    jurisdiction_id: int, keys: Iterable[tuple[str, int]], *, codes: Collection[str] | None = None
) -> list[LedgerEvent]:
    """Return the events of some aggregates, oldest first.

    Args:
        jurisdiction_id: theirs.
        keys: the aggregates as (kind, id).
        codes: only events of these codes; all where not given. A chain that keeps every saved text is long: ask for what is shown.
    """
    by_kind: dict[str, list[int]] = {}
    for aggregate, aggregate_id in keys:
        by_kind.setdefault(aggregate, []).append(aggregate_id)
    if not by_kind:
        return []
    wanted = Q()
    for aggregate, ids in by_kind.items():
        wanted |= Q(aggregate=aggregate, aggregate_id__in=ids)
    found = LedgerEvent.objects.filter(wanted, jurisdiction_id=jurisdiction_id)
    if codes is not None:
        found = found.filter(code__in=list(codes))
    return list(found.order_by("recorded_at", "id"))
