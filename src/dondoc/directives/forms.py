"""The list's query string, read and written: one grammar for screen, figures' links, saved filters and exports.

What cannot be understood is named in a sentence and left out; it never silently changes what is listed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dondoc.directives.choices import AssignmentRole, Lifecycle, Priority, Timeliness, Update
from dondoc.directives.listing import IN_TIME_CODES, SORTS, AssignmentFilter, Sort
from dondoc.documents.choices import Origin
from dondoc.foundation.text import whole_number

MOST_TEXT = 200
PAGE_SIZE = 100
# Deeper pages would be read by nobody and cost the database more the deeper they are.
MOST_PAGES = 100
NO_FIELD = "none"
ORIGINAL = "original"
_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_MOST_VALUES = 50


class Parameters(Protocol):
    """A query string as Django's `QueryDict` gives it."""

    def getlist(self, key: str) -> list[str]:
        """Return all values of a name."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the address of a list asks for. Codes, not ids: addresses are shared and kept."""

    units: tuple[str, ...] = ()
    role: str = ""
    lifecycles: tuple[str, ...] = ()
    timeliness: tuple[str, ...] = ()
    origin: str = ""
    field: str = ""
    document: int | None = None
    directive: int | None = None
    theme: int | None = None
    starred: bool = False
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    assigned_from: dt.date | None = None
    assigned_to: dt.date | None = None
    completed_from: dt.date | None = None
    completed_to: dt.date | None = None
    text: str = ""
    counted: bool = False
    updates: tuple[str, ...] = ()
    priority: str = ""
    original: bool = False  # judged by the first deadlines, whatever they were changed to since
    on: dt.date | None = None
    sort: Sort = "due"
    page: int = 1
    problems: tuple[str, ...] = ()

    @property
    def default_sort(self) -> Sort:
        """The order where none is asked for: what is due first, or, in the whole list, what is newest."""
        return default_sort(bool(self.timeliness or self.lifecycles or self.due_from or self.due_to))

    @property
    def active(self) -> int:
        """How many conditions restrict the list."""
        return sum(
            bool(value)
            for value in (
                self.units, self.role, self.lifecycles, self.timeliness, self.origin, self.field, self.document,
                self.directive, self.theme, self.starred, self.due_from or self.due_to, self.assigned_from or self.assigned_to,
                self.completed_from or self.completed_to, self.text, self.updates, self.priority,
            )
        )  # fmt: skip

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the names and values of the query string, in one order whatever the order they came in."""
        yield from (("unit", code) for code in self.units)
        yield from (("timeliness", code) for code in self.timeliness)
        yield from (("lifecycle", code) for code in self.lifecycles)
        yield from (("updates", code) for code in self.updates)
        for name, value in (
            ("role", self.role), ("origin", self.origin), ("field", self.field), ("priority", self.priority),
            ("document", str(self.document or "")), ("directive", str(self.directive or "")),
            ("theme", str(self.theme or "")), ("starred", "1" if self.starred else ""), ("from", _iso(self.due_from)), ("to", _iso(self.due_to)),
            ("assigned_from", _iso(self.assigned_from)), ("assigned_to", _iso(self.assigned_to)),
            ("completed_from", _iso(self.completed_from)), ("completed_to", _iso(self.completed_to)),
            ("q", self.text), ("counted", "1" if self.counted else ""), ("on", _iso(self.on)),
            ("deadline", ORIGINAL if self.original else ""),
            ("sort", self.sort if self.sort != self.default_sort else ""),
            ("page", str(self.page) if self.page > 1 else ""),
        ):  # fmt: skip
            if value:
                yield name, value

    def string(self) -> str:
        """Return the query string without its question mark."""
        return urlencode(list(self.pairs()))

    def without(self, name: str, value: str = "") -> ListQuery:
        """Return the query with one condition (or one value of it) dropped, on its first page."""
        changes: dict[str, Any]
        match name:
            case "unit" | "timeliness" | "lifecycle" | "updates":
                own = {"unit": "units", "lifecycle": "lifecycles"}.get(name, name)
                changes = {own: tuple(code for code in getattr(self, own) if value and code != value)}
            case "due" | "assigned" | "completed":
                changes = {f"{name}_from": None, f"{name}_to": None}
            case "on" | "document" | "directive" | "theme":
                changes = {name: None}
            case "counted" | "deadline" | "starred":
                changes = {"original" if name == "deadline" else name: False}
            case _:
                changes = {"text" if name == "q" else name: ""}
        return replace(self, page=1, **changes)

    def to_filter(
        self, *, units: Mapping[str, int], fields: Mapping[str, int], directive_ids: tuple[int, ...] | None = None
    ) -> AssignmentFilter:
        """Return the listing's filter; "in time" is the figure's meaning, due soon included.

        Args:
            units: ids of the units by code.
            fields: ids of the fields of work by code.
            directive_ids: what theme and star come to, which a room above knows; None: they restrict nothing.
        """
        codes = dict.fromkeys(self.timeliness)
        if Timeliness.OPEN_IN_TIME in codes:
            codes |= dict.fromkeys(IN_TIME_CODES)
        return AssignmentFilter(
            unit_ids=tuple(units[code] for code in self.units),
            role=self.role,
            lifecycles=self.lifecycles,
            timeliness=tuple(codes),
            origin=self.origin,
            field_id=0 if self.field == NO_FIELD else fields.get(self.field),
            due_from=self.due_from,
            due_to=self.due_to,
            assigned_from=self.assigned_from,
            assigned_to=self.assigned_to,
            completed_from=self.completed_from,
            completed_to=self.completed_to,
            text=self.text,
            document_id=self.document,
            directive_id=self.directive,
            directive_ids=directive_ids,
            counted=self.counted,
            updates=self.updates,
            priority=self.priority,
            sort=self.sort,
        )


def default_sort(of_state: bool) -> Sort:
    """Return the order of a list that is (or is not) narrowed to a state or to deadlines."""
    return "due" if of_state else "recent"


def parse_query(params: Parameters, *, units: Collection[str], fields: Collection[str], today: dt.date) -> ListQuery:
    """Return what a query string asks for.

    Args:
        params: the query string.
        units: codes of the units that there are.
        fields: codes of the fields of work that there are.
        today: the local day; a later one cannot be looked at.
    """
    problems: list[str] = []

    def some(name: str, known: Collection[str], sentence: str) -> tuple[str, ...]:
        values = dict.fromkeys(value.strip() for value in params.getlist(name) if value.strip())
        problems.extend(sentence % {"value": value[:40]} for value in values if value not in known)
        return tuple([value for value in values if value in known][:_MOST_VALUES])

    def one(name: str, known: Collection[str], sentence: str) -> str:
        found = some(name, known, sentence)
        return found[-1] if found else ""

    odd = _("Điều kiện “%(value)s” không hợp lệ nên được bỏ qua.")
    due_from, due_to = _days(params, "from", "to", problems)
    assigned_from, assigned_to = _days(params, "assigned_from", "assigned_to", problems)
    completed_from, completed_to = _days(params, "completed_from", "completed_to", problems)
    on = _day(_last(params, "on"), problems)
    if on is not None and on > today:
        problems.append(_("Ngày %(day)s chưa tới, nên danh sách là của hôm nay.") % {"day": f"{on:%d/%m/%Y}"})
        on = None
    sort = _last(params, "sort")
    lifecycles = some("lifecycle", Lifecycle.values, odd)
    verdicts = some("timeliness", Timeliness.values, odd)
    usual = default_sort(bool(verdicts or lifecycles or due_from or due_to))
    return ListQuery(
        units=some("unit", units, _("Không có đơn vị mang mã “%(value)s”; điều kiện này được bỏ qua.")),
        role=one("role", AssignmentRole.values, odd),
        lifecycles=lifecycles,
        timeliness=verdicts,
        origin=one("origin", Origin.values, odd),
        field=one("field", {*fields, NO_FIELD}, _("Không có lĩnh vực mang mã “%(value)s”; điều kiện này được bỏ qua.")),
        document=whole_number(_last(params, "document")),
        directive=whole_number(_last(params, "directive")),
        theme=whole_number(_last(params, "theme")),
        starred=_last(params, "starred") == "1",
        due_from=due_from,
        due_to=due_to,
        assigned_from=assigned_from,
        assigned_to=assigned_to,
        completed_from=completed_from,
        completed_to=completed_to,
        text=_last(params, "q").replace("\0", "")[:MOST_TEXT],
        counted=_last(params, "counted") == "1",
        updates=some("updates", Update.values, odd),
        priority=one("priority", Priority.values, odd),
        original=_last(params, "deadline") == ORIGINAL,
        on=None if on == today else on,
        sort=cast("Sort", sort) if sort in SORTS else usual,
        page=min(max(whole_number(_last(params, "page")) or 1, 1), MOST_PAGES),
        problems=tuple(problems),
    )


def _last(params: Parameters, name: str) -> str:
    values: Sequence[str] = params.getlist(name)
    return values[-1].strip() if values else ""


def _days(params: Parameters, first: str, last: str, problems: list[str]) -> tuple[dt.date | None, dt.date | None]:
    """Return both ends of a range, the earlier first whichever way round they were written."""
    begin, end = (_day(_last(params, name), problems) for name in (first, last))
    return (end, begin) if begin and end and begin > end else (begin, end)


def _day(text: str, problems: list[str]) -> dt.date | None:
    if not text:
        return None
    try:
        if written := _WRITTEN_DAY.fullmatch(text):
            day, month, year = (int(part) for part in written.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(text)
    except ValueError:
        problems.append(
            _("Ngày “%(value)s” không có trong lịch hoặc viết chưa đúng; xin viết như 15/01/2021.")
            % {"value": text[:20]}
        )
        return None


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
