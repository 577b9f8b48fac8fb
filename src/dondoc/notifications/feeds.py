"""What calendars show. The rooms above register what they have; this one knows neither deadlines nor meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from dondoc.accounts.models import User

#: A calendar holds what was not long ago and what comes within a year or so; programs read it whole each time.
BACK, AHEAD = dt.timedelta(days=60), dt.timedelta(days=400)
MOST_ENTRIES = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar.

    Attributes:
        uid: stable over all changes.
        title: in one line.
        path: of its page, from the root.
        starts: a day, or an aware moment.
        ends: an aware moment; None for a whole day.
        changed_at: when it was changed last, aware.
        text: what else there is to say.
        location: where.
        is_cancelled: whether it does not take place.
        is_tentative: whether it is not settled yet.
        sequence: grows with each change of time or place.
    """

    uid: str
    title: str
    path: str
    starts: dt.date | dt.datetime
    ends: dt.datetime | None
    changed_at: dt.datetime
    text: str = ""
    location: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a calendar is to hold.

    Attributes:
        user: who reads; nothing that they may not see is in it.
        unit_id: whose deadlines; None: what the person themselves has to do and is called to.
        first: the first day.
        last: the last day.
    """

    user: User
    unit_id: int | None
    first: dt.date
    last: dt.date


Provider = Callable[[Wanted], Iterable[Entry]]
_PROVIDERS: dict[str, Provider] = {}


def register_provider(code: str, provider: Provider) -> None:
    """Make entries known, from the `AppConfig.ready` of the room that has them.

    Raises:
        ValueError: another one has its code.
    """
    if _PROVIDERS.setdefault(code, provider) is not provider:
        raise ValueError(code)


def entries_of(user: User, unit_id: int | None, *, today: dt.date) -> Sequence[Entry]:
    """Return a calendar's entries in the order of time, MOST_ENTRIES of each provider at most.

    Args:
        user: who reads.
        unit_id: whose deadlines; None: the person's own calendar.
        today: the local day.
    """
    wanted = Wanted(user, unit_id, today - BACK, today + AHEAD)
    found = [one for code in sorted(_PROVIDERS) for one in islice(_PROVIDERS[code](wanted), MOST_ENTRIES)]
    return sorted(found, key=lambda one: (one.starts.isoformat(), one.uid))
