"""Tell people something: in bulk, in the caller's transaction, each thing once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

_AT_ONCE = 2000
_ADD = """
INSERT INTO notifications_message (jurisdiction_id, user_id, key, kind, payload, path, is_urgent, bundle,
  created_at)
SELECT %(jurisdiction)s, u, k, c, p, a, g, b, %(now)s
FROM unnest(%(users)s::bigint[], %(keys)s::text[], %(kinds)s::text[], %(payloads)s::jsonb[], %(paths)s::text[],
  %(urgent)s::bool[], %(bundles)s::text[]) AS t(u, k, c, p, a, g, b)
ORDER BY u, k
ON CONFLICT (jurisdiction_id, user_id, key) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Something to tell a person.

    Attributes:
        user_id: whom.
        key: what it says, once: rule, object, occurrence.
        kind: code registered in `kinds`.
        payload: facts as JSON values without floats; the sentence is made of them when it is shown.
        path: the page that it opens, from the root.
        is_urgent: goes at once; else with the person's digest.
        bundle: urgent messages of one bundle reach a person together, as one letter and one push; "": each alone. For what
            a run tells, not for what somebody does: a bundle is not sent in the night (`rules.MORNING`).
    """

    user_id: int
    key: str
    kind: str
    payload: Mapping[str, Any]
    path: str
    is_urgent: bool = False
    bundle: str = ""


def send(*, jurisdiction_id: int, messages: Iterable[NewMessage], now: dt.datetime) -> int:
    """Write messages; what a person was told under the same key is not told again.

    In the transaction of the caller: what is rolled back was never said. Takes as little memory as one batch, however
    many there are. Rows go in the order of user and key within a batch, so that two runs at once wait and never deadlock
    where each sends one batch.

    Args:
        jurisdiction_id: of the people.
        messages: what to tell whom.
        now: the moment.

    Returns:
        How many were new.
    """
    added = 0
    with connection.cursor() as cursor:
        for batch in _batches(messages):
            cursor.execute(
                _ADD,
                {
                    "jurisdiction": jurisdiction_id,
                    "now": now,
                    "users": [one.user_id for one in batch],
                    "keys": [one.key for one in batch],
                    "kinds": [one.kind for one in batch],
                    "payloads": [json.dumps(one.payload, ensure_ascii=False) for one in batch],
                    "paths": [one.path for one in batch],
                    "urgent": [one.is_urgent for one in batch],
                    "bundles": [one.bundle for one in batch],
                },
            )
            added += cursor.rowcount
    return added


def _batches(messages: Iterable[NewMessage]) -> Iterator[list[NewMessage]]:
    waiting = iter(messages)
    while batch := list(islice(waiting, _AT_ONCE)):
        yield batch
