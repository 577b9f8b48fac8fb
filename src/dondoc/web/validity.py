"""How what holds from a day to a day stands today: its class in a list, and the words beside it."""

from __future__ import annotations

import datetime as dt
from typing import Literal, Protocol


class Valid(Protocol):
    """Something that holds from a day to a day, both included; without a last day it goes on."""

    valid_from: dt.date
    valid_to: dt.date | None


def standing(row: Valid, today: dt.date) -> Literal["now", "ahead", "past"]:
    """Whether it holds today, has not begun, or is over."""
    if row.valid_from > today:
        return "ahead"
    return "past" if row.valid_to is not None and row.valid_to < today else "now"
