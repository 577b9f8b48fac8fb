"""How a person is told where they said nothing, and how long a delivery that failed waits. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MOST_ATTEMPTS = 16
#: The local hour from which a bundle goes out: what a run found in the night wakes nobody.
MORNING = 6
_FIRST = dt.timedelta(minutes=1)
_LONGEST = dt.timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be told; as it stands where neither they nor their office said anything.

    Attributes:
        by_email: whether messages come by e-mail.
        by_push: whether urgent ones come to the person's browsers.
        urgent_at_once: whether urgent ones come by e-mail at once; else with the digest.
        digest_hour: the local hour of the digest, on working days.
        muted_kinds: kinds that are shown in the house only.
    """

    by_email: bool = True
    by_push: bool = True
    urgent_at_once: bool = True
    digest_hour: int = 7
    muted_kinds: tuple[str, ...] = ()


def wait_after(attempts: int) -> dt.timedelta:
    """How long a delivery waits after so many attempts: a minute, then twice as long each time, four hours at most.

    Sixteen attempts take a day and a half: a mail server that is down over a night misses nothing.
    """
    factor: int = 2 ** min(attempts - 1, 12)
    return min(_FIRST * factor, _LONGEST)


def is_given_up(attempts: int) -> bool:
    """Whether a delivery that failed so often is not tried again by itself."""
    return attempts >= MOST_ATTEMPTS
