"""The working calendar: which days public bodies rest or work, as data and never as code.

Viet Nam's working week of public bodies is Monday to Friday. On top of it a calendar holds the dated exceptions:
public holidays (Labour Code 2019 art. 112), days off that make up for a holiday on a weekend (art. 111.3) or that
were swapped by decision, and the Saturdays worked in exchange. Which days surround Tết and 2/9 is decided each year,
so the shipped file states of every row where it comes from and whether a decision confirmed it.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType

_SATURDAY = 5
_HEADER = re.compile(r"^#\s*(version|years):\s*(\S+)\s*$")


class CalendarError(ValueError):
    """A calendar file that cannot be used; the message names the line and what is wrong with it."""


class DayKind(StrEnum):
    """What an exception does to its day."""

    HOLIDAY = "holiday"
    COMPENSATORY_OFF = "compensatory_off"
    SWAPPED_WORKDAY = "swapped_workday"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One dated exception to the plain Monday-to-Friday week."""

    day: date
    kind: DayKind
    name: str
    confirmed: bool = True
    source: str = ""

    @property
    def is_working(self) -> bool:
        """Whether people work on this day."""
        return self.kind is DayKind.SWAPPED_WORKDAY


@dataclass(frozen=True)
class WorkCalendar:
    """A version and its dated exceptions. Two interpretations with the same version count the same days.

    ``first_year`` and ``last_year`` say for which years the exceptions are known; outside of them only the weekend
    is, and :meth:`covers` tells the caller so.
    """

    version: str
    days: Mapping[date, CalendarDay] = field(hash=False)
    first_year: int
    last_year: int

    def __post_init__(self) -> None:
        """Freeze the mapping, so that the version stays true."""
        for day, entry in self.days.items():
            if day != entry.day:
                raise CalendarError(f"Lịch {self.version}: dòng của ngày {entry.day} nằm dưới khóa {day}.")
        object.__setattr__(self, "days", MappingProxyType(dict(sorted(self.days.items()))))

    def covers(self, day: date) -> bool:
        """Whether the public holidays of that day's year are known to this calendar."""
        return self.first_year <= day.year <= self.last_year

    def entry(self, day: date) -> CalendarDay | None:
        """The exception of that day, if there is one."""
        return self.days.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether public bodies work on that day: the exception decides, else the weekday."""
        entry = self.days.get(day)
        return day.weekday() < _SATURDAY if entry is None else entry.is_working

    def between(self, first: date, last: date) -> tuple[CalendarDay, ...]:
        """The exceptions from ``first`` to ``last``, both included, in order."""
        return tuple(entry for day, entry in self.days.items() if first <= day <= last)

    def changed(self, version: str, changes: Mapping[date, CalendarDay | None]) -> WorkCalendar:
        """A new calendar under a new version: entries added or replaced, ``None`` removes a day's entry."""
        if version == self.version:
            raise CalendarError(f"Lịch đã sửa phải mang phiên bản mới, không dùng lại {version}.")
        days = dict(self.days)
        for day, entry in changes.items():
            if entry is None:
                days.pop(day, None)
            else:
                days[day] = entry
        return WorkCalendar(version, days, self.first_year, self.last_year)


def plain_calendar(version: str = "mon-fri") -> WorkCalendar:
    """A calendar without any holiday: Monday to Friday, every year."""
    return WorkCalendar(version, {}, date.min.year, date.max.year)


def parse_calendar(text: str) -> WorkCalendar:
    """Read the text of a calendar file (columns: date, kind, name, confirmed, enabled, source, remark).

    Rows with ``enabled=no`` are kept in the file as remarks and do not count. The version is the declared one and a
    digest of the rows that count, so that an edited file never passes for the one it was.
    """
    declared: dict[str, str] = {}
    body: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#"):
            if header := _HEADER.match(line):
                declared[header[1]] = header[2]
        elif line.strip():
            body.append((number, line))
    first_year, last_year = _years(declared.get("years", ""))
    if "version" not in declared:
        raise CalendarError("Tệp lịch thiếu dòng '# version: …'.")
    entries = dict(_entries(body))
    return WorkCalendar(_versioned(declared["version"], entries), entries, first_year, last_year)


def overlaid(base: WorkCalendar, changes: Mapping[date, CalendarDay | None]) -> WorkCalendar:
    """``base`` with what was decided since: its declared version and the digest of the rows that count now.

    Two jurisdictions that decided the same days count by the same version; where nothing that counts is changed the
    version stays, and ``base`` itself is returned where there is no change at all.
    """
    if not changes:
        return base
    days = dict(base.days)
    for day, entry in changes.items():
        if entry is None:
            days.pop(day, None)
        else:
            days[day] = entry
    return WorkCalendar(_versioned(base.version.partition("+")[0], days), days, base.first_year, base.last_year)


def _versioned(declared: str, entries: Mapping[date, CalendarDay]) -> str:
    rows = "\n".join(f"{day.isoformat()} {entry.kind}" for day, entry in sorted(entries.items()))
    return f"{declared}+{hashlib.sha256(rows.encode()).hexdigest()[:8]}"


def _years(declared: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})-(\d{4})", declared)
    if match is None or match[1] > match[2]:
        raise CalendarError("Tệp lịch thiếu dòng '# years: NĂM-NĂM'.")
    return int(match[1]), int(match[2])


def _entries(body: list[tuple[int, str]]) -> Iterable[tuple[date, CalendarDay]]:
    seen: set[date] = set()
    rows = csv.DictReader(line for _, line in body)
    for (number, _), row in zip(body[1:], rows, strict=True):
        try:
            entry = CalendarDay(
                day=date.fromisoformat(row["date"]),
                kind=DayKind(row["kind"]),
                name=row["name"],
                confirmed=_yes(row["confirmed"]),
                source=row["source"],
            )
            enabled = _yes(row["enabled"])
        except (KeyError, TypeError, ValueError) as error:
            raise CalendarError(f"Tệp lịch, dòng {number}: {error}.") from error
        if not enabled:
            continue
        if entry.day in seen:
            raise CalendarError(f"Tệp lịch, dòng {number}: ngày {entry.day} có hai dòng cùng hiệu lực.")
        seen.add(entry.day)
        yield entry.day, entry


def _yes(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError(f"cần yes hoặc no, không phải {value!r}")
    return value == "yes"


@cache
def default_calendar() -> WorkCalendar:
    """The shipped calendar of Viet Nam's public bodies (``data/vn_calendar.csv``)."""
    source = resources.files(__package__).joinpath("data", "vn_calendar.csv")
    return parse_calendar(source.read_text(encoding="utf-8"))
