"""The files of the example province as rows. Nothing here knows the database."""

from __future__ import annotations

import csv
import datetime as dt
import json
from importlib.resources import files
from typing import Any

Row = dict[str, str]
AS_OF = dt.date(2021, 1, 18)


def table(name: str) -> list[Row]:
    """Return the rows of `data/<name>.csv`."""
    text = (files("dondoc.demo") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def history_rules() -> dict[str, Any]:
    """Return the rules by which the unnamed history is drawn."""
    found: dict[str, Any] = json.loads((files("dondoc.demo") / "data" / "history_rules.json").read_text("utf-8"))
    return found


def conference() -> dict[str, Any]:
    """Return the words of the example's conference."""
    found: dict[str, Any] = json.loads((files("dondoc.demo") / "data" / "conference.json").read_text("utf-8"))
    return found


def notice(name: str) -> bytes:
    """Return the bytes of one of the notices."""
    return (files("dondoc.demo") / "data" / "notices" / name).read_bytes()


def several(cell: str) -> list[str]:
    """Return the values of a cell that may hold more than one."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def day(cell: str) -> dt.date | None:
    """Return the day of a cell, None where it is empty."""
    return dt.date.fromisoformat(cell) if cell else None
