"""What can be run in the background. Rooms register here from their own `jobs.py`; this room imports none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise

from dondoc.foundation.clock import LOCAL

DEFAULT_QUEUE = "default"
_F = TypeVar("_F", bound=Callable[..., Mapping[str, int] | None])
Offsets = Callable[[], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Retry:
    """How often a failed job is tried again by itself: after `first`, then twice as long each time, an hour at most."""

    times: int = 5
    first: dt.timedelta = dt.timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Kind:
    """A registered kind of job.

    Attributes:
        name: stable, "room.verb".
        title: what the administrator reads.
        run: the function.
        queue: which workers take it.
        retry: how often it is tried again by itself.
        cron: five fields, in UTC; "" where it does not run so.
        daily_at: the local hour of a job that runs for each jurisdiction each day.
        limit: a daily job must have succeeded within so long, otherwise health is red; None: health does not ask.
        is_alone: a second one waits until the first is over, and takes no place in a worker meanwhile.
    """

    name: str
    title: str | Promise
    run: Callable[..., Mapping[str, int] | None]
    queue: str = DEFAULT_QUEUE
    retry: Retry = Retry()
    cron: str = ""
    daily_at: dt.time | None = None
    limit: dt.timedelta | None = None
    is_alone: bool = False


_kinds: dict[str, Kind] = {}
_offsets: list[Offsets] = []


def task(
    name: str, *, title: str | Promise, queue: str = DEFAULT_QUEUE, retry: Retry | None = None
) -> Callable[[_F], _F]:
    """Register a function `f(*, jurisdiction_id: int | None, now: datetime, **arguments)` as a kind of job.

    It may be run more than once for one deferral (a worker is killed after the work and before it says so), so it looks
    at what is done already. Its arguments are ids and other JSON values without personal data: they are logged.
    It may return counts.

    Args:
        name: stable, "room.verb".
        title: what the administrator reads.
        queue: which workers take it.
        retry: how often it is tried again by itself after a failure.
    """

    def register(function: _F) -> _F:
        _add(Kind(name, title, function, queue, retry or Retry()))
        return function

    return register


def periodic(
    cron: str, name: str, *, title: str | Promise, queue: str = DEFAULT_QUEUE, retry: Retry | None = None,
    is_alone: bool = False,
) -> Callable[[_F], _F]:  # fmt: skip
    """Register a function that runs by the clock for the whole installation (`jurisdiction_id=None`).

    Args:
        cron: five fields, in UTC. A time that passed while no worker ran is not made up; see `daily`.
        name: as for `task`.
        title: as for `task`.
        queue: as for `task`.
        retry: none where not given: the next time comes anyhow.
        is_alone: a second one waits until the first is over: of what may take longer than its `cron` leaves time for.
    """

    def register(function: _F) -> _F:
        _add(Kind(name, title, function, queue, retry or Retry(times=0), cron=cron, is_alone=is_alone))
        return function

    return register


def daily(
    at: dt.time,
    name: str,
    *,
    title: str | Promise,
    limit: dt.timedelta | None = None,
    queue: str = DEFAULT_QUEUE,
    retry: Retry | None = None,
) -> Callable[[_F], _F]:
    """Register a function that runs once each local day for each jurisdiction; a missed night is made up.

    The run is written down by itself (`runs.record_run`) with the counts that the function returns.

    Args:
        at: the local hour from which on it is due.
        name: as for `task`.
        title: as for `task`.
        limit: health turns red when the last success is older; None: it does not ask.
        queue: as for `task`.
        retry: as for `task`.
    """

    def register(function: _F) -> _F:
        _add(Kind(name, title, function, queue, retry or Retry(), daily_at=at, limit=limit))
        return function

    return register


def jurisdictions(offsets: Offsets) -> Offsets:
    """Register the function that gives each jurisdiction's `clock_offset_days` by its id."""
    _offsets[:] = [offsets]
    return offsets


def kinds() -> Mapping[str, Kind]:
    """Return what is registered, by name."""
    return _kinds


def daily_kinds() -> list[Kind]:
    """Return the kinds that run each day."""
    return [kind for kind in _kinds.values() if kind.daily_at is not None]


def offsets() -> Mapping[int, int]:
    """Return the clock offsets of all jurisdictions, in days."""
    return _offsets[0]() if _offsets else {}


def moment() -> dt.datetime:
    """Return the real moment. The job layer is one of the outer layers that may ask."""
    return dt.datetime.now(LOCAL)


def moment_of(jurisdiction_id: int | None) -> dt.datetime:
    """Return the moment by the clock of a jurisdiction: an example lives in the days of its documents."""
    days = offsets().get(jurisdiction_id, 0) if jurisdiction_id else 0
    return moment() + dt.timedelta(days=days)


def _add(kind: Kind) -> None:
    from dondoc.jobs.engine import register  # noqa: PLC0415 - it needs the registry

    if kind.name in _kinds:
        raise ValueError(f"{kind.name} is registered twice")
    register(kind)
    _kinds[kind.name] = kind
