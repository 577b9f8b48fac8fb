"""What carries deliveries out of the house. Each channel registers itself; the engine knows none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dondoc.notifications.choices import Reason
from dondoc.notifications.models import Delivery, Message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt.

    Attributes:
        is_sent: the other side said yes.
        reason: why not.
        is_final: no further attempt can succeed.
    """

    is_sent: bool
    reason: Reason | None = None
    is_final: bool = False


SENT = Outcome(is_sent=True)


def retry(reason: Reason) -> Outcome:
    """It may succeed later."""
    return Outcome(is_sent=False, reason=reason)


def refused(reason: Reason) -> Outcome:
    """It will not succeed."""
    return Outcome(is_sent=False, reason=reason, is_final=True)


#: Sends a delivery with its messages, oldest first; never raises for what another server does.
Deliver = Callable[[Delivery, Sequence[Message], dt.datetime], Outcome]
_CHANNELS: dict[str, Deliver] = {}


def register(code: str, deliver: Deliver) -> None:
    """Make a channel known, from `AppConfig.ready`."""
    _CHANNELS[code] = deliver


def channel(code: str) -> Deliver | None:
    """Return the channel of a code."""
    return _CHANNELS.get(code)
