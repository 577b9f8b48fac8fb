"""The tables that can be imported, and the words by which people call their columns."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.foundation.text import fold

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files of ours, and as people head it."""

    name: str
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a sheet of a workbook, or a CSV file of its own."""

    name: str
    label: str
    columns: tuple[Column, ...]

    @property
    def required(self) -> frozenset[str]:
        """The names of the columns without which the table says nothing."""
        return frozenset(column.name for column in self.columns if column.required)

    def label_of(self, column: str) -> str:
        """Return what people call `column`."""
        return next((each.label for each in self.columns if each.name == column), column)


_FROM = Column("valid_from", "Từ ngày", required=True)
_TO = Column("valid_to", "Đến ngày")
TABLES = {
    table.name: table
    for table in (
        Table("fields", "Lĩnh vực", (Column("code", "Mã", required=True), Column("name", "Tên", required=True))),
        Table(
            "groups",
            "Nhóm đơn vị",
            (
                Column("code", "Mã", required=True),
                Column("name", "Tên", required=True),
                Column("aliases", "Tên gọi khác"),
            ),
        ),
        Table(
            "units",
            "Đơn vị",
            (
                Column("code", "Mã", required=True),
                Column("name", "Tên", required=True),
                Column("kind", "Loại", required=True),
                Column("parent", "Đơn vị cấp trên"),
                Column("official_code", "Mã định danh"),
                Column("abbreviation", "Viết tắt"),
                Column("aliases", "Tên gọi khác"),
                _FROM,
                _TO,
                Column("predecessors", "Kế thừa từ"),
                Column("successors", "Được kế thừa bởi"),
                Column("groups", "Thuộc nhóm"),
            ),
        ),
        Table(
            "memberships",
            "Thành viên nhóm",
            (Column("group", "Nhóm", required=True), Column("unit", "Đơn vị", required=True), _FROM, _TO),
        ),
        Table(
            "posts",
            "Chức danh",
            (
                Column("unit", "Đơn vị", required=True),
                Column("post", "Mã chức danh", required=True),
                Column("title", "Tên chức danh", required=True),
                Column("is_head", "Người đứng đầu"),
                Column("rank", "Thứ tự"),
            ),
        ),
        Table(
            "holders",
            "Người giữ chức",
            (
                Column("unit", "Đơn vị", required=True),
                Column("post", "Mã chức danh", required=True),
                Column("person", "Họ và tên", required=True),
                _FROM,
                _TO,
                Column("email", "Thư điện tử"),
            ),
        ),
    )
}


def table_named(name: str) -> str:
    """Return the table that a sheet or a file of this name holds, nothing where the name does not say."""
    wanted = fold(name)
    return next((table.name for table in TABLES.values() if wanted in {fold(table.name), fold(table.label)}), "")


def table_headed(headings: list[str]) -> str:
    """Return the table that these headings belong to: the one with the most required columns, all of them there."""
    fits = [table for table in TABLES.values() if table.required <= set(columns_of(table, headings).values())]
    best = sorted(fits, key=lambda table: (-len(table.required), table.name != "groups"))
    return best[0].name if best else ""


def columns_of(table: Table, headings: list[str]) -> dict[int, str]:
    """Return which of `headings` (by place) are columns of `table`, in its own names."""
    known = {fold(word): column.name for column in table.columns for word in (column.name, column.label)}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(fold(heading))
        if name and name not in found.values():
            found[place] = name
    return found
