"""Looking at a sheet without keeping anything: what an import of it would be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.accounts.models import User
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.sheet_rows import Planned


def preview_sheet(
    *, actor: User, data: bytes, today: dt.date, sheet: str = ""
) -> tuple[dict[str, Any], list[Planned], dict[str, int]]:
    """Return how a sheet is understood, what becomes of its rows, and how many are in each state. Nothing is written.

    Args:
        actor: who would take it in.
        data: the file.
        today: the local day.
        sheet: which sheet; "" for the one that looks most like a task sheet.

    Raises:
        Refused: they may not take in sheets.
        BadInput: the file is not taken.
    """
    require_importer(actor)
    table = _rows.read_sheet(data, jurisdiction_id=actor.jurisdiction_id, sheet=sheet)
    rows = _rows.rows_of_table(table)
    planned = _rows.plan(rows, actor=actor, answers={}, today=today, default_field=None)
    return {**_rows.table_told(table), "sheet": table.sheet.name}, planned, _rows.counts_of(planned)
