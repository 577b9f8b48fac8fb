"""Stop a series: what is open stays open, nothing comes after it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules import events
from dondoc.schedules.choices import SeriesState
from dondoc.schedules.commands import _series
from dondoc.schedules.models import Series


def stop_series(*, actor: User, series_id: int, reason: str, now: dt.datetime, request_id: str = "") -> Series:
    """Let no further occurrence come.

    Args:
        actor: who gives directives of its field.
        series_id: the series.
        reason: why, always needed.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_series.hold`.
        BadInput: no reason.
    """
    why = _series.reason_of(reason)
    with transaction.atomic():
        series = _series.hold(actor, series_id, "stop").series
        series.state, series.stopped_at, series.stopped_by_id = SeriesState.STOPPED, now, actor.pk
        series.save(update_fields=["state", "stopped_at", "stopped_by_id"])
        append(
            jurisdiction_id=series.jurisdiction_id,
            events=[NewEvent(events.SERIES, series.id, events.SERIES_STOPPED, {}, reason=why)],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return series
