"""From an uploaded workbook or CSV files to tables of text. Nothing in them is run; sizes are bounded."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from dondoc.foundation.errors import BadInput
from dondoc.organizations.imports.tables import TABLES, Rows, Tables, columns_of, table_headed, table_named

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CELL = 2_000
# In cp1258 these signs are rare; in the old TCVN3 fonts they are letters (®=đ, µ=à, ¸=á, ¶=ả, ¹=ạ).
_OLD_FONT = frozenset("®µ¸¶¹")


@dataclass(slots=True)
class ReadFiles:
    """What uploaded files hold.

    Attributes:
        tables: rows of text by table; a blank row keeps its place, so that row numbers are those of the file.
        ignored: columns and sheets that were not understood, for the person to see.
    """

    tables: Tables = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def read_files(files: Iterable[tuple[str, bytes]]) -> ReadFiles:
    """Return the tables of `files` (name and content): one .xlsx, or several .csv, or both.

    Raises:
        BadInput: a file cannot be read, is too large, or holds no table that is known.
    """
    result = ReadFiles()
    for name, data in files:
        shown = name[:80]
        if not data:
            raise BadInput(_("Tệp “%(shown)s” rỗng. Hãy chọn lại tệp.") % {"shown": shown}, field="files")
        if len(data) > MOST_BYTES:
            raise BadInput(
                _("Tệp “%(shown)s” lớn hơn %(most)s MB. Hãy tách tệp.")
                % {"shown": shown, "most": MOST_BYTES // 1024 // 1024},
                field="files",
            )
        suffix = name.lower().rpartition(".")[2]
        if suffix == "xlsx":
            _read_workbook(shown, data, result)
        elif suffix == "csv":
            _take(shown, name.rpartition(".")[0], _csv_lines(shown, data), result)
        else:
            raise BadInput(
                _("Không nhận tệp “%(shown)s”. Hãy dùng tệp .xlsx hoặc .csv.") % {"shown": shown}, field="files"
            )
    if not result.tables:
        raise BadInput(
            _("Không thấy bảng nào. Dòng đầu của mỗi bảng phải là tên cột, ví dụ: code, name, kind, valid_from."),
            field="files",
        )
    return result


def _read_workbook(name: str, data: bytes, result: ReadFiles) -> None:
    damaged = _("Tệp “%(name)s” bị hỏng, có mật khẩu, hoặc không phải .xlsx. Hãy mở bằng Excel và lưu lại.") % {
        "name": name
    }
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BadInput(damaged, field="files") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadInput(
            _("Tệp “%(name)s” quá lớn khi giải nén. Hãy bỏ hình ảnh và trang tính thừa.") % {"name": name},
            field="files",
        )
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet_name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(sheet_name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                raise BadInput(
                    _("Trang “%(sheet_name)s” có hơn %(most_rows)s dòng hoặc %(most_columns)s cột. Hãy tách tệp.")
                    % {"sheet_name": sheet_name[:60], "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS},
                    field="files",
                )
            rows = sheet.to_python(skip_empty_area=False)
            _take(f"{name} – {sheet_name[:60]}", sheet_name, [[_text(cell) for cell in row] for row in rows], result)
    except CalamineError as error:
        raise BadInput(damaged, field="files") from error


def _text(cell: Any) -> str:
    """Return a cell as it would be typed."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)


def _csv_lines(name: str, data: bytes) -> list[list[str]]:
    text = _decoded(name, data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(line) > MOST_COLUMNS or len(lines) > MOST_ROWS:
                raise BadInput(
                    _("Tệp “%(name)s” có hơn %(most_rows)s dòng hoặc %(most_columns)s cột. Hãy tách tệp.")
                    % {"name": name, "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS},
                    field="files",
                )
            lines.append(line)
    except csv.Error as error:
        raise BadInput(
            _("Tệp “%(name)s” sai dạng CSV gần dòng %(line)s (thường do thiếu dấu nháy kép). Hãy lưu lại từ Excel.")
            % {"name": name, "line": len(lines) + 1},
            field="files",
        ) from error
    return lines


def _decoded(name: str, data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, UTF-16 with its mark, or Windows' Vietnamese code page."""
    codings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1258")
    for coding in codings:
        try:
            text = unicodedata.normalize("NFC", data.decode(coding))
        except UnicodeError:
            continue
        if "\x00" in text:
            break
        if coding == "cp1258" and _OLD_FONT & set(text):
            raise BadInput(
                _(
                    "Tệp “%(name)s” dùng bảng mã cũ (TCVN3 hoặc VNI). Hãy chuyển sang Unicode rồi lưu lại dạng CSV UTF-8."
                )
                % {"name": name},
                field="files",
            )
        return text
    raise BadInput(
        _("Không đọc được bảng mã của tệp “%(name)s”. Hãy lưu lại dạng “CSV UTF-8”.") % {"name": name}, field="files"
    )


def _take(shown: str, name: str, lines: Sequence[Sequence[str]], result: ReadFiles) -> None:
    """Add one sheet or file to the tables."""
    if not lines or not any(cell.strip() for line in lines for cell in line):
        return
    headings = [unicodedata.normalize("NFC", cell).strip() for cell in lines[0]]
    table_name = table_named(name) or table_headed(headings)
    if not table_name:
        result.ignored.append(shown)
        return
    if table_name in result.tables:
        raise BadInput(
            _("Có hai bảng “%(label)s”. Hãy gộp lại thành một.") % {"label": TABLES[table_name].label}, field="files"
        )
    columns = columns_of(TABLES[table_name], headings)
    result.ignored += [f"{shown}: {word}" for place, word in enumerate(headings) if word and place not in columns]
    rows: Rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [*line, *[""] * (len(headings) - len(line))]
        row = {column: unicodedata.normalize("NFC", cells[place]) for place, column in columns.items()}
        if any(len(cell) > MOST_CELL for cell in row.values()):
            raise BadInput(
                _("%(shown)s, dòng %(number)s: có ô dài hơn %(most_cell)s ký tự. Hãy rút ngắn.")
                % {"shown": shown, "number": number, "most_cell": MOST_CELL},
                field="files",
            )
        rows.append(row if any(cell.strip() for cell in row.values()) else {})
    result.tables[table_name] = rows
