"""A line of a history: what each room makes of its events in the words of people here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Label and words of what was said with an event.
Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history.

    Attributes:
        code: the event's, for the icon beside it.
        text: what happened, one sentence without its full stop.
        details: label and words of what was said with it (note, reason, files).
        actor: who did it; empty for the system itself.
        at: when it was recorded.
        effective_on: the day it took effect where that is another day, else None.
    """

    code: str
    text: str
    details: Details
    actor: str
    at: dt.datetime
    effective_on: dt.date | None = None
