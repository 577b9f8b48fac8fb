"""Opening an .xlsx without trusting it: what it holds is counted while it streams by, and only then taken.

Values come from calamine. It is given a package of our own making, with the parts it needs and nothing else, each
unpacked here within a budget: so no part is larger than it says, no link leads out, no macro comes along. What
calamine does not tell (hidden rows, formulas that were never computed, merged cells) is seen on the way.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from dondoc.reading.extract.archive import UNREADABLE
from dondoc.tasksheets.reading.errors import SheetError

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 5_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
#: Rows that are formatted and empty: people colour a whole sheet, so they are many, but not without end.
MOST_ROW_MARKS = 1_100_000
MOST_PART = 64 * 1024 * 1024
MOST_SCANNED = 400 * 1024 * 1024
_MOST_AREA = 3_000_000
_MOST_NAMED = 50
_CHUNK = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_NAME = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_BIT = 1
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATED = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of the workbook: its name, where it is kept, whether it is hidden."""

    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class SheetFacts:
    """What was seen of a sheet as it streamed by. Rows and columns count from 0.

    Attributes:
        rows: how many rows hold something.
        last_row: the last of them.
        last_column: the last column that holds something.
        hidden_rows: rows that a person hid, or a filter.
        hidden_columns: likewise.
        merges: areas shown as one cell: first row, first column, last row, last column.
        formulas: how many cells are computed.
        without_value: computed cells whose result is not in the file ("D7"), the first fifty.
        in_error: cells that hold an error of Excel's (#N/A), the first fifty.
        hyperlinks: how many cells are links.
    """

    rows: int = 0
    last_row: int = -1
    last_column: int = -1
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: int = 0
    without_value: list[str] = field(default_factory=list)
    in_error: list[str] = field(default_factory=list)
    hyperlinks: int = 0


class Workbook:
    """An .xlsx or .xlsm: its sheets, and what of it is left out (links to other files, macros)."""

    def __init__(self, data: bytes) -> None:
        """Open `data`.

        Raises:
            SheetError: it is empty, too large, no workbook, damaged, encrypted, or packed to burst.
        """
        if not data:
            raise SheetError("empty")
        if len(data) > MOST_BYTES:
            raise SheetError("too_large", most=MOST_BYTES // 1024 // 1024)
        if data.startswith(_OLE):
            raise SheetError("encrypted" if _ENCRYPTED_NAME in data else "old_xls")
        if not data.startswith(_ZIP):
            raise SheetError("not_xlsx")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise SheetError("damaged") from error
        names = self._zip.namelist()
        if len(names) > MOST_PARTS or len(set(names)) != len(names):
            raise SheetError("bomb")
        self._names = frozenset(names)
        if _WORKBOOK not in self._names:
            raise SheetError("not_xlsx")
        self.external_links = sum(name.startswith("xl/externalLinks/externalLink") for name in names)
        self.has_macros = "xl/vbaProject.bin" in self._names
        self.sheets = self._sheets()
        if not self.sheets:
            raise SheetError("no_sheet")

    def _sheets(self) -> tuple[SheetInfo, ...]:
        parts: dict[str, str] = {}
        for relation in self._xml("xl/_rels/workbook.xml.rels"):
            target = str(relation.get("Target") or "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            if str(relation.get("Type") or "").endswith("/worksheet") and path in self._names:
                parts[str(relation.get("Id"))] = path
        found = []
        for sheet in self._xml(_WORKBOOK).iter("{*}sheet"):
            part = parts.get(str(sheet.get(_RELATED) or sheet.get(_STRICT_RELATED)))
            if part:
                hidden = sheet.get("state") in ("hidden", "veryHidden")
                found.append(SheetInfo(str(sheet.get("name") or ""), part, hidden))
        return tuple(found)

    def scan(self, sheet: SheetInfo) -> SheetFacts:
        """Count what `sheet` holds, without keeping it.

        Raises:
            SheetError: too many rows or columns, a cell far from all others, or it is damaged.
        """
        scanner = _Scanner()
        self._parse(sheet.part, scanner)
        facts = scanner.facts
        if (facts.last_row + 1) * (facts.last_column + 1) > _MOST_AREA:
            raise SheetError("stray_cell", cell=f"{letters_of(facts.last_column)}{facts.last_row + 1}")
        return facts

    def values(self, sheet: SheetInfo) -> list[list[Value]]:
        """Return the values of a sheet that was scanned, from its first cell; "" where there is none.

        Raises:
            SheetError: it is damaged.
        """
        small = io.BytesIO()
        wanted = {
            "[Content_Types].xml", "_rels/.rels", _WORKBOOK, "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
            sheet.part,
        }  # fmt: skip
        with zipfile.ZipFile(small, "w", zipfile.ZIP_STORED) as target:
            for name in sorted(wanted & self._names):
                target.writestr(name, self._read(name))
        small.seek(0)
        try:
            found = CalamineWorkbook.from_filelike(small).get_sheet_by_name(sheet.name)
            return found.to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OverflowError, KeyError) as error:
            raise SheetError("damaged") from error

    def _read(self, name: str) -> bytes:
        out = bytearray()
        for chunk in self._chunks(name, MOST_PART):
            out += chunk
        return bytes(out)

    def _chunks(self, name: str, most: int) -> Iterator[bytes]:
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & _ENCRYPTED_BIT:
                raise SheetError("encrypted")
            taken = 0
            with self._zip.open(info) as stream:
                while chunk := _next(stream):
                    taken += len(chunk)
                    if taken > most:
                        raise SheetError("bomb")
                    yield chunk
        except UNREADABLE as error:
            raise SheetError("damaged") from error

    def _parse(self, name: str, scanner: _Scanner) -> None:
        target: Any = scanner  # the stubs ask for bytes too, which an XML parser never gives
        parser = etree.XMLParser(
            target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            for chunk in self._chunks(name, MOST_SCANNED):
                parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise SheetError("damaged") from error

    def _xml(self, name: str) -> etree._Element:
        if name not in self._names:
            raise SheetError("damaged")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self._read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise SheetError("damaged") from error
        if root is None or getattr(root.getroottree().docinfo, "doctype", None):
            raise SheetError("damaged")
        return root


def _next(stream: IO[bytes]) -> bytes:
    return stream.read(_CHUNK)


class _Scanner:
    """Hears the XML of a sheet as it is read; keeps counts, not cells."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._row = -1
        self._column = -1
        self._marks = 0
        self._stated = 0
        self._filled_row = -1
        self._is_formula = self._has_value = self._is_error = False
        self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        facts = self.facts
        if name == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = column_of(place[1]) if place else self._column + 1
            self._is_formula = self._has_value = False
            self._is_error = attributes.get("t") == "e"
        elif name == "f":
            self._is_formula = True
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "row":
            self._marks += 1
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() and len(number) <= 7 else self._row + 1  # noqa: PLR2004
            self._column = -1
            if self._marks > MOST_ROW_MARKS:
                raise SheetError("too_many_rows", most=MOST_ROWS, there=max(self._stated, self._marks))
            if attributes.get("hidden") in ("1", "true"):
                facts.hidden_rows.add(self._row)
        elif name == "mergeCell":
            area = area_of(attributes.get("ref", ""))
            if area:
                facts.merges.append(area)
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hide(attributes)
        elif name == "hyperlink":
            facts.hyperlinks += 1
        elif name == "dimension":
            stated = area_of(attributes.get("ref", ""))
            self._stated = stated[2] + 1 if stated else 0

    def _hide(self, attributes: dict[str, str]) -> None:
        try:
            first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
        except ValueError:
            return
        self.facts.hidden_columns.update(range(max(0, first - 1), min(last, MOST_COLUMNS)))

    def data(self, data: str | bytes) -> None:
        if self._in_value and not self._has_value and data.strip():
            self._has_value = True

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            self._cell_ends()

    def _cell_ends(self) -> None:
        facts = self.facts
        if self._is_formula:
            facts.formulas += 1
            if not self._has_value and len(facts.without_value) < _MOST_NAMED:
                facts.without_value.append(f"{letters_of(self._column)}{self._row + 1}")
        if not self._has_value:
            return
        if self._is_error and len(facts.in_error) < _MOST_NAMED:
            facts.in_error.append(f"{letters_of(self._column)}{self._row + 1}")
        if self._row != self._filled_row:
            self._filled_row = self._row
            facts.rows += 1
            if facts.rows > MOST_ROWS:
                raise SheetError("too_many_rows", most=MOST_ROWS, there=max(self._stated, facts.rows))
        facts.last_row = max(facts.last_row, self._row)
        facts.last_column = max(facts.last_column, self._column)
        if facts.last_column >= MOST_COLUMNS:
            raise SheetError("too_many_columns", most=MOST_COLUMNS, cell=f"{letters_of(self._column)}{self._row + 1}")

    def doctype(self, *_names: str | None) -> None:
        raise SheetError("damaged")

    def comment(self, text: str) -> None:
        """Comments of the XML say nothing here."""

    def pi(self, target: str, data: str | None) -> None:
        """Neither do instructions to programs."""

    def close(self) -> None:
        """The sheet is over."""


def letters_of(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Return a column's place from its letters: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row and last column of "A1:C3"; None where it is no area."""
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if begin is None or end is None:
        return None
    return int(begin[2]) - 1, column_of(begin[1]), int(end[2]) - 1, column_of(end[1])
