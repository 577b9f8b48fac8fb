"""Comparing tables with what is there: what would be created, changed or stay, and what is wrong in which row."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.organizations.imports.cells import RowError, RowReader
from dondoc.organizations.imports.snapshot import Key, Snapshot
from dondoc.organizations.imports.tables import TABLES, Tables
from dondoc.organizations.rules import has_cycle, overlap, within

ORDER = ("fields", "groups", "units", "successions", "memberships", "posts", "holders")
_NO_UNIT = gettext_lazy(
    "Không có đơn vị mang mã “%(code)s”, trong tệp cũng như trong hệ thống. Hãy thêm vào tệp hoặc sửa mã."
)
_NO_GROUP = gettext_lazy(
    "Không có nhóm mang mã “%(code)s”, trong tệp cũng như trong hệ thống. Hãy thêm vào tệp hoặc sửa mã."
)
_ORDER = gettext_lazy("Ngày cuối trước ngày đầu. Hãy sửa một trong hai ngày.")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row and what would be done: `verb` is `create`, `change` or `same`.

    Attributes:
        table: one of `ORDER`.
        row: the row in the file.
        key: the natural key: codes, and the first day of a period.
        label: how people know it.
        values: the columns' new values.
        changes: column → (before, after), for `change`.
    """

    table: str
    row: int
    key: Key
    label: str
    verb: str
    values: dict[str, Any]
    changes: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do. `digest` stands for the tables and for the data that they were compared with."""

    digest: str
    rows: tuple[PlannedRow, ...]
    errors: tuple[RowError, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong, so that it can be committed."""
        return not self.errors

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each table would be created, changed, or stay the same."""
        counted = {table: {"create": 0, "change": 0, "same": 0} for table in ORDER}
        for row in self.rows:
            counted[row.table][row.verb] += 1
        return {table: verbs for table, verbs in counted.items() if any(verbs.values())}

    @property
    def touched(self) -> list[PlannedRow]:
        """The rows that would be created or changed."""
        return [row for row in self.rows if row.verb != "same"]


def make_plan(tables: Tables, there: Snapshot) -> ImportPreview:
    """Return what importing `tables` into what is `there` would do, and everything that is wrong with them."""
    planner = _Planner(tables, there)
    for name in ORDER:
        if name in tables:
            getattr(planner, f"_{name}")()
    planner.check_whole()
    canonical = json.dumps([there.version, tables], ensure_ascii=False, sort_keys=True)
    rows = sorted(planner.planned.values(), key=lambda row: (ORDER.index(row.table), row.row))
    errors = sorted(planner.errors, key=lambda error: (ORDER.index(error.table), error.row))
    return ImportPreview(hashlib.sha256(canonical.encode()).hexdigest(), tuple(rows), tuple(errors))


@dataclass
class _Planner:
    tables: Tables
    there: Snapshot
    errors: list[RowError] = field(default_factory=list)
    planned: dict[tuple[str, Key], PlannedRow] = field(default_factory=dict)

    def _each(self, table: str, read: Callable[[RowReader], None]) -> None:
        rows = self.tables[table]
        given = {column for row in rows for column in row}
        missing = TABLES[table].required - given
        if rows and missing:
            for column in sorted(missing):
                self.errors.append(RowError(table, 1, column, _("Thiếu cột này. Hãy thêm cột vào bảng.")))
            return
        for number, cells in enumerate(rows, start=2):
            if cells:
                read(RowReader(table, number, cells, self.errors))

    def _plan(self, reader: RowReader, key: Key, label: str, values: dict[str, Any], table: str = "") -> None:
        """Add a row; columns that the file does not have keep the value that is there."""
        table = table or reader.table
        twin = self.planned.get((table, key))
        if twin is not None:
            if table != "successions":  # both sides may name one succession
                reader.wrong(
                    TABLES[table].columns[0].name,
                    _("Dòng này trùng với dòng %(row)s. Hãy bỏ một dòng.") % {"row": twin.row},
                )
            return
        before = self.there.rows(table).get(key)
        if before is None:
            verb, changes = "create", {}
        else:
            values = {name: value for name, value in values.items() if name in reader.cells or name not in before}
            changes = {name: (before[name], new) for name, new in values.items() if before.get(name, new) != new}
            verb = "change" if changes else "same"
            values = {**before, **values}
        self.planned[(table, key)] = PlannedRow(table, reader.row, key, label, verb, values, changes)

    def _known(self, table: str) -> set[str]:
        return {key[0] for key in self.there.rows(table)} | {key[0] for name, key in self.planned if name == table}

    def _merged(self, table: str) -> dict[Key, tuple[dict[str, Any], int]]:
        """Return all rows of a table as they would be, each with its row in the file (0: only in the database)."""
        merged = {key: (values, 0) for key, values in self.there.rows(table).items()}
        merged |= {key: (row.values, row.row) for (name, key), row in self.planned.items() if name == table}
        return merged

    def _fields(self) -> None:
        def read(row: RowReader) -> None:
            code, name = row.text("code", most=48, required=True), row.text("name", most=120, required=True)
            if not row.failed:
                self._plan(row, (code,), name, {"name": name})

        self._each("fields", read)

    def _groups(self) -> None:
        def read(row: RowReader) -> None:
            code, name = row.code("code"), row.text("name", most=200, required=True)
            aliases = row.many("aliases", most=200)
            if not row.failed:
                self._plan(row, (code,), name, {"name": name, "aliases": aliases})

        self._each("groups", read)

    def _units(self) -> None:
        def read(row: RowReader) -> None:
            code, first, last = row.code("code"), row.day("valid_from", required=True), row.day("valid_to")
            name = row.text("name", most=200, required=True)
            values = {
                "name": name,
                "kind": row.kind("kind"),
                "parent": row.code("parent", required=False),
                "official_code": row.official("official_code"),
                "abbreviation": row.text("abbreviation", most=32),
                "aliases": row.many("aliases", most=200),
                "valid_from": first,
                "valid_to": last,
            }
            if first and last and last < first:
                row.wrong("valid_to", str(_ORDER))
            if not row.failed:
                self._plan(row, (code,), name, values)

        self._each("units", read)
        self._each("units", self._links)

    def _links(self, row: RowReader) -> None:
        """Read what a unit's row says of other units, when all of them are known."""
        code = row.cells.get("code", "").strip()
        planned = self.planned.get(("units", (code,)))
        if planned is None or planned.row != row.row:
            return
        known = self._known("units")
        parent = planned.values["parent"]
        if parent and parent not in known:
            row.wrong("parent", _NO_UNIT % {"code": parent})
        for column, own_first in (("predecessors", False), ("successors", True)):
            for other in row.many(column, most=32):
                if other not in known or other == code:
                    row.wrong(column, _NO_UNIT % {"code": other})
                    continue
                pair = (code, other) if own_first else (other, code)
                day = self._succession_day(*pair)
                if day is None:
                    row.wrong(column, _("Chưa biết ngày kế thừa. Hãy ghi ngày có hiệu lực của đơn vị mới."))
                else:
                    self._plan(row, pair, f"{pair[0]} → {pair[1]}", {"on": day}, table="successions")
        if "memberships" not in self.tables:
            for group in row.many("groups", most=32):
                if group not in self._known("groups"):
                    row.wrong("groups", _NO_GROUP % {"code": group})
                    continue
                first, last = planned.values["valid_from"], planned.values["valid_to"]
                self._plan(row, (group, code, first), f"{group}: {code}", {"valid_to": last}, table="memberships")

    def _succession_day(self, before: str, after: str) -> dt.date | None:
        units = self._merged("units")
        ended, begun = units[(before,)][0]["valid_to"], units[(after,)][0]["valid_from"]
        day: dt.date | None = ended + dt.timedelta(days=1) if ended else begun
        return day

    def _memberships(self) -> None:
        def read(row: RowReader) -> None:
            group = row.try_code("group", _NO_GROUP, self._known("groups"))
            unit = row.try_code("unit", _NO_UNIT, self._known("units"))
            first, last = row.day("valid_from", required=True), row.day("valid_to")
            if first and last and last < first:
                row.wrong("valid_to", str(_ORDER))
            if not row.failed:
                self._plan(row, (group, unit, first), f"{group}: {unit}", {"valid_to": last})

        self._each("memberships", read)

    def _posts(self) -> None:
        def read(row: RowReader) -> None:
            unit, post = row.try_code("unit", _NO_UNIT, self._known("units")), row.code("post")
            values = {
                "title": row.text("title", most=120, required=True),
                "is_head": row.yes("is_head"),
                "rank": row.rank("rank", 100),
            }
            if not row.failed:
                self._plan(row, (unit, post), f"{unit}: {values['title']}", values)

        self._each("posts", read)

    def _holders(self) -> None:
        posts = set(self._merged("posts"))

        def read(row: RowReader) -> None:
            unit, post = row.try_code("unit", _NO_UNIT, self._known("units")), row.code("post")
            if unit and post and (unit, post) not in posts:
                row.wrong(
                    "post",
                    _("Đơn vị “%(unit)s” không có chức danh “%(post)s”. Hãy thêm vào bảng chức danh.")
                    % {"unit": unit, "post": post},
                )
            first, last = row.day("valid_from", required=True), row.day("valid_to")
            person, email = row.text("person", most=120, required=True), row.text("email", most=254)
            if email and "@" not in email:
                row.wrong("email", _("Thư điện tử không đúng dạng. Hãy viết như ten@kiengiang.gov.vn, hoặc để trống."))
            if first and last and last < first:
                row.wrong("valid_to", str(_ORDER))
            if not row.failed:
                values = {"person": person, "email": email, "valid_to": last}
                self._plan(row, (unit, post, first), f"{unit}: {person}", values)

        self._each("holders", read)

    def check_whole(self) -> None:
        """Note what is wrong with the whole as it would be: cycles, two heads, overlaps, periods outside a unit's."""
        units = self._merged("units")
        parents = {key[0]: values["parent"] or None for key, (values, _row) in units.items()}
        for (code,), (_values, row) in units.items():
            if row and has_cycle(code, parents):
                self._wrong("units", row, "parent", _("Đơn vị cấp trên lại trực thuộc chính đơn vị này. Hãy sửa lại."))
        heads: dict[Any, str] = {}
        for key, (values, row) in sorted(self._merged("posts").items()):
            if values["is_head"] and heads.setdefault(key[0], key[1]) != key[1]:
                other = heads[key[0]]
                self._wrong(
                    "posts",
                    row,
                    "is_head",
                    _("Đơn vị đã có người đứng đầu là “%(other)s”. Chỉ để một chức danh.") % {"other": other},
                )
        self._periods("memberships", 1, _("Đơn vị đã thuộc nhóm này trong khoảng thời gian đó. Hãy sửa ngày."))
        self._periods("holders", 0, _("Chức danh này đã có người giữ trong khoảng thời gian đó. Hãy sửa ngày."))

    def _periods(self, table: str, unit_at: int, taken: str) -> None:
        units = self._merged("units")
        last_of: dict[Key, tuple[tuple[dt.date, dt.date | None], int]] = {}
        for key, (values, row) in sorted(self._merged(table).items()):
            first: dt.date = key[-1]
            period = (first, values["valid_to"])
            unit, unit_row = units.get((key[unit_at],), ({}, 0))
            if unit and not within(period, (unit["valid_from"], unit["valid_to"])):
                where, at = (table, row) if row else ("units", unit_row)
                self._wrong(
                    where,
                    at,
                    "valid_from",
                    _("Ngày ra ngoài hiệu lực của đơn vị “%(unit)s”. Hãy sửa ngày.") % {"unit": key[unit_at]},
                )
            before, before_row = last_of.get(key[:-1], (None, 0))
            if before is not None and overlap(before, period):
                self._wrong(table, row or before_row, "valid_from", taken)
            last_of[key[:-1]] = (period, row)

    def _wrong(self, table: str, row: int, column: str, message: str) -> None:
        if row:  # what was wrong before the import and is not in the file is not this file's error
            self.errors.append(RowError(table, row, column, message))
