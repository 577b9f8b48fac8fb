"""Cells of a sheet as they are kept beside the import, so that a new answer needs no new reading of the file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.tasksheets.reading import Value


def kept(value: Value) -> Any:
    """Return a cell as JSON: text as it is, a day or a moment as {"d": …}, a number as {"n": …}."""
    if isinstance(value, dt.datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return {"n": repr(value)}
    return str(value)


def value_of(cell: Any) -> Value:
    """Return the cell that `kept` made this of."""
    if isinstance(cell, dict):
        if "d" in cell:
            return dt.date.fromisoformat(cell["d"])
        number = float(cell["n"])
        return int(number) if number.is_integer() and "e" not in cell["n"] else number
    return str(cell)
