"""What a command changes of a row, as its ledger event says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def differences(row: Model, new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return by column `[what was, what is]` as JSON values, of the columns whose value is another; call it before setting.

    Args:
        row: as it is in the database.
        new: the values by column.
    """
    return {
        column: [_json(getattr(row, column)), _json(value)]
        for column, value in new.items()
        if getattr(row, column) != value
    }


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
