"""The hash chain: a pure function from an event and the hash before it to the event's hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that the hash covers; whatever of it is changed later is found by `dondoc ledger verify`."""

    jurisdiction_id: int
    aggregate: str
    aggregate_id: int
    seq: int
    code: str
    actor_id: int | None
    recorded_at: dt.datetime
    effective_on: dt.date
    payload: dict[str, Any]
    reason: str
    request_id: str


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a ledger payload holds no floats: give the number as a string or an integer")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("a ledger payload's keys are strings")
            _refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_floats(item)


def event_hash(facts: EventFacts, previous: bytes) -> bytes:
    """Return the SHA-256 (32 bytes) of `facts` in canonical JSON, chained to `previous` (32 bytes).

    Raises:
        TypeError: the payload holds a float or a key that is no string.
    """
    _refuse_floats(facts.payload)
    canonical = json.dumps(
        [
            facts.jurisdiction_id,
            facts.aggregate,
            facts.aggregate_id,
            facts.seq,
            facts.code,
            facts.actor_id,
            facts.recorded_at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            facts.effective_on.isoformat(),
            facts.payload,
            facts.reason,
            facts.request_id,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(previous + canonical.encode()).digest()
