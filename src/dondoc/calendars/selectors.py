"""The calendar and the limits of a jurisdiction, kept in memory until they change.

Each use asks one number of one row (`Jurisdiction.worktime_version`), within a request once; only a new number reads
the tables. So no process ever counts by a calendar that another one has replaced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock

from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.models import CalendarVersion, DeclaredDay, LimitRecord
from dondoc.foundation.errors import NotFound
from dondoc.organizations.models import Jurisdiction
from dondoc.worktime import (
    CalendarDay,
    DayKind,
    LegalLimit,
    LimitCatalogue,
    Unit,
    WorkCalendar,
    default_calendar,
    default_limits,
    overlaid,
)


@dataclass(frozen=True, slots=True)
class _Kept:
    version: int
    calendar: WorkCalendar
    limits: LimitCatalogue


_kept: dict[int, _Kept] = {}
_lock = Lock()
_asked: ContextVar[dict[int, int] | None] = ContextVar("asked_worktime_versions", default=None)


@contextmanager
def one_calendar() -> Iterator[None]:
    """Ask for the calendar's number once within the block: a request counts all its days by one calendar."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def forget_asked(jurisdiction_id: int) -> None:
    """Ask anew from here on: the calendar or the limits were changed by this very request."""
    asked = _asked.get()
    if asked is not None:
        asked.pop(jurisdiction_id, None)


def calendar_of(jurisdiction_id: int, *, version: int | None = None) -> WorkCalendar:
    """Return which days public bodies of `jurisdiction_id` work: the shipped calendar and what was decided since.

    Args:
        jurisdiction_id: whose.
        version: its `worktime_version`, where the caller has just read it.

    Raises:
        NotFound: there is no such jurisdiction.
    """
    return _current(jurisdiction_id, version).calendar


def limits_of(jurisdiction_id: int, *, version: int | None = None) -> LimitCatalogue:
    """Return the legal limits that hold for `jurisdiction_id`: shipped ones, and of each key that was set here its own.

    Raises:
        NotFound: there is no such jurisdiction.
    """
    return _current(jurisdiction_id, version).limits


def limit_on(jurisdiction_id: int, key: str, day: dt.date) -> LegalLimit:
    """Return the limit of that key that holds on `day`; ask with the day of the event, not with today.

    Raises:
        LimitNotFoundError: none does.
    """
    return limits_of(jurisdiction_id).on(key, day)


def _current(jurisdiction_id: int, version: int | None) -> _Kept:
    asked = _asked.get()
    if version is None and asked is not None:
        version = asked.get(jurisdiction_id)
    if version is None:
        version = (
            Jurisdiction.objects.filter(id=jurisdiction_id).values_list("worktime_version", flat=True).first()
        )  # fmt: skip
        if version is None:
            raise NotFound
    if asked is not None:
        asked[jurisdiction_id] = version
    kept = _kept.get(jurisdiction_id)
    if kept is not None and kept.version == version:
        return kept
    kept = _Kept(version, _calendar(jurisdiction_id), _limits(jurisdiction_id))
    with _lock:
        _kept[jurisdiction_id] = kept
    return kept


def _calendar(jurisdiction_id: int) -> WorkCalendar:
    rows = DeclaredDay.objects.filter(jurisdiction_id=jurisdiction_id)
    return overlaid(default_calendar(), {row.day: _entry(row) for row in rows})


def _entry(row: DeclaredDay) -> CalendarDay | None:
    if row.kind == DeclaredKind.ORDINARY:
        return None
    return CalendarDay(row.day, DayKind(row.kind), row.name, confirmed=True, source=row.source)


def _limits(jurisdiction_id: int) -> LimitCatalogue:
    rows = list(LimitRecord.objects.filter(jurisdiction_id=jurisdiction_id))
    own = {row.key for row in rows}
    shipped = default_limits()
    kept = [limit for key in shipped.keys if key not in own for limit in shipped.history(key)]
    return LimitCatalogue([*kept, *map(as_limit, rows)])


def as_limit(row: LimitRecord) -> LegalLimit:
    """Return a row as the arithmetic takes it."""
    return LegalLimit(
        key=row.key, valid_from=row.valid_from, valid_to=row.valid_to, amount=row.amount, unit=Unit(row.unit),
        anchor=row.anchor, name=row.name, source=row.source, confidence=row.confidence, remark=row.remark,
    )  # fmt: skip


def calendars_of(jurisdiction_id: int) -> dict[str, WorkCalendar]:
    """Return every calendar that days of the jurisdiction were counted by, by version; the one in force comes first."""
    now = calendar_of(jurisdiction_id)
    found = {now.version: now}
    for row in CalendarVersion.objects.filter(jurisdiction_id=jurisdiction_id).order_by("-made_at", "-id"):
        if row.version not in found:
            days = {dt.date.fromisoformat(day): kind for day, kind in row.days}
            entries = {day: CalendarDay(day, DayKind(kind), "") for day, kind in days.items()}
            found[row.version] = WorkCalendar(row.version, entries, row.first_year, row.last_year)
    shipped = default_calendar()
    found.setdefault(shipped.version, shipped)
    return found


def declared_days(jurisdiction_id: int, first: dt.date, last: dt.date) -> dict[dt.date, DeclaredDay]:
    """Return what was decided here for the days from `first` to `last`."""
    rows = DeclaredDay.objects.filter(jurisdiction_id=jurisdiction_id, day__range=(first, last))
    return {row.day: row for row in rows.order_by("day")}


def limit_rows(jurisdiction_id: int) -> dict[str, list[LimitRecord]]:
    """Return the limits that were set here, by key, oldest first."""
    found: dict[str, list[LimitRecord]] = {}
    for row in LimitRecord.objects.filter(jurisdiction_id=jurisdiction_id).order_by("key", "valid_from"):
        found.setdefault(row.key, []).append(row)
    return found
