"""The tables that can be imported, and the words by which people call their columns."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dondoc.foundation.text import fold

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files of ours, and as people here head it, in Vietnamese."""

    name: str
    heading: str
    required: bool = False

    @property
    def label(self) -> str:
        """What people call the column, in their language."""
        return _(self.heading)

    @property
    def words(self) -> set[str]:
        """What may stand at its head in a file: our name, or people's."""
        return {fold(word) for word in (self.name, self.heading, self.label)}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a sheet of a workbook, or a CSV file of its own."""

    name: str
    heading: str
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """What people call the table, in their language."""
        return _(self.heading)

    @property
    def words(self) -> set[str]:
        """What its sheet or file may be called."""
        return {fold(word) for word in (self.name, self.heading, self.label)}

    @property
    def required(self) -> frozenset[str]:
        """The names of the columns without which the table says nothing."""
        return frozenset(column.name for column in self.columns if column.required)

    def label_of(self, column: str) -> str:
        """Return what people call `column`."""
        return next((each.label for each in self.columns if each.name == column), column)


_FROM = Column("valid_from", gettext_noop("Từ ngày"), required=True)
_TO = Column("valid_to", gettext_noop("Đến ngày"))
TABLES = {
    table.name: table
    for table in (
        Table(
            "fields",
            gettext_noop("Lĩnh vực"),
            (Column("code", gettext_noop("Mã"), required=True), Column("name", gettext_noop("Tên"), required=True)),
        ),
        Table(
            "groups",
            gettext_noop("Nhóm đơn vị"),
            (
                Column("code", gettext_noop("Mã"), required=True),
                Column("name", gettext_noop("Tên"), required=True),
                Column("aliases", gettext_noop("Tên gọi khác")),
            ),
        ),
        Table(
            "units",
            gettext_noop("Đơn vị"),
            (
                Column("code", gettext_noop("Mã"), required=True),
                Column("name", gettext_noop("Tên"), required=True),
                Column("kind", gettext_noop("Loại"), required=True),
                Column("parent", gettext_noop("Đơn vị cấp trên")),
                Column("official_code", gettext_noop("Mã định danh")),
                Column("abbreviation", gettext_noop("Viết tắt")),
                Column("aliases", gettext_noop("Tên gọi khác")),
                _FROM,
                _TO,
                Column("predecessors", gettext_noop("Kế thừa từ")),
                Column("successors", gettext_noop("Được kế thừa bởi")),
                Column("groups", gettext_noop("Thuộc nhóm")),
            ),
        ),
        Table(
            "memberships",
            gettext_noop("Thành viên nhóm"),
            (
                Column("group", gettext_noop("Nhóm"), required=True),
                Column("unit", gettext_noop("Đơn vị"), required=True),
                _FROM,
                _TO,
            ),
        ),
        Table(
            "posts",
            gettext_noop("Chức danh"),
            (
                Column("unit", gettext_noop("Đơn vị"), required=True),
                Column("post", gettext_noop("Mã chức danh"), required=True),
                Column("title", gettext_noop("Tên chức danh"), required=True),
                Column("is_head", gettext_noop("Người đứng đầu")),
                Column("rank", gettext_noop("Thứ tự")),
            ),
        ),
        Table(
            "holders",
            gettext_noop("Người giữ chức"),
            (
                Column("unit", gettext_noop("Đơn vị"), required=True),
                Column("post", gettext_noop("Mã chức danh"), required=True),
                Column("person", gettext_noop("Họ và tên"), required=True),
                _FROM,
                _TO,
                Column("email", gettext_noop("Thư điện tử")),
            ),
        ),
    )
}


def table_named(name: str) -> str:
    """Return the table that a sheet or a file of this name holds, nothing where the name does not say."""
    wanted = fold(name)
    return next((table.name for table in TABLES.values() if wanted in table.words), "")


def table_headed(headings: list[str]) -> str:
    """Return the table that these headings belong to: the one with the most required columns, all of them there."""
    fits = [table for table in TABLES.values() if table.required <= set(columns_of(table, headings).values())]
    best = sorted(fits, key=lambda table: (-len(table.required), table.name != "groups"))
    return best[0].name if best else ""


def columns_of(table: Table, headings: list[str]) -> dict[int, str]:
    """Return which of `headings` (by place) are columns of `table`, in its own names."""
    known = {word: column.name for column in table.columns for word in column.words}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(fold(heading))
        if name and name not in found.values():
            found[place] = name
    return found
