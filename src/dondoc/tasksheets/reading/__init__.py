"""Reading a task sheet: bytes of an .xlsx in, rows with columns that are understood out.

    from dondoc.tasksheets.reading import read_table
    table = read_table(data)

Pure Python: no Django, no database, no clock. It knows no units and creates nothing; what it cannot tell it asks.
"""

from __future__ import annotations

from .columns import TASK_COLUMNS, ColumnWords, folded_heading
from .days import DayReading, day_order, looks_like_a_day, looks_swapped, read_day
from .documents import read_document, without_mark
from .due import DueReading, read_due
from .errors import SheetError
from .headings import FoundColumn, Header, signature_of
from .names import Proposal, propose_names, split_names
from .states import StateReading, read_state
from .table import Note, SheetTable, TableRow, list_sheets, read_table
from .workbook import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, SheetInfo, Value

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "TASK_COLUMNS",
    "ColumnWords",
    "DayReading",
    "DueReading",
    "FoundColumn",
    "Header",
    "Note",
    "Proposal",
    "SheetError",
    "SheetInfo",
    "SheetTable",
    "StateReading",
    "TableRow",
    "Value",
    "day_order",
    "folded_heading",
    "list_sheets",
    "looks_like_a_day",
    "looks_swapped",
    "propose_names",
    "read_day",
    "read_document",
    "read_due",
    "read_state",
    "read_table",
    "signature_of",
    "split_names",
    "without_mark",
]
