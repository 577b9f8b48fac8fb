"""One interface for every way on which packets travel; the national axis' own client plugs in as another of its kind.

A transport carries bytes and knows nothing of what is in them. The queue around it decides when to try again.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import BadName, ExchangeError, Unreachable

_log = logging.getLogger(__name__)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_LONGEST_NAME = 120
_CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*")
_WAITS = (1, 5, 15, 60, 240, 720, 720, 1440, 1440)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Bytes for one receiver. The same name with the same bytes may be sent again: it arrives once."""

    name: str
    to: OrganCode
    data: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that arrived, under the name by which they are acknowledged."""

    name: str
    data: bytes


class Transport(Protocol):
    """What every way of travelling can do."""

    def send(self, packet: Outgoing) -> None:
        """Hand a packet over; after it returns, the other side has it whole.

        Raises:
            TransportError: it has not; `temporary` says whether to try again.
        """

    def fetch(self, most: int = 50) -> Iterator[Incoming]:
        """Packets that wait for this body, by name; each stays until it is acknowledged or refused.

        Raises:
            TransportError: nothing can be fetched now.
        """

    def acknowledge(self, name: str) -> None:
        """Say that a packet was taken over; it is not fetched again."""

    def refuse(self, name: str, code: str, message: str) -> None:
        """Say that a packet cannot be used: it is put aside for a person with the reason, and not fetched again."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A packet put aside, and why."""

    name: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Drained:
    """What became of the packets that waited; `left` stay for the next time."""

    taken: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    left: tuple[str, ...] = ()


def drain(transport: Transport, handle: Callable[[Incoming], None], most: int = 50) -> Drained:
    """Give every waiting packet to `handle`; a bad one is put aside and the others go on.

    Args:
        transport: where packets come from.
        handle: takes one over; an ExchangeError of it puts the packet aside, any other failure leaves it. It may be given
            a packet that it took before, where the acknowledgement did not arrive.
        most: how many at a time.

    Raises:
        TransportError: nothing can be fetched now.
    """
    taken: list[str] = []
    refused: list[Refusal] = []
    left: list[str] = []
    for packet in transport.fetch(most):
        try:
            try:
                handle(packet)
            except Unreachable:
                raise
            except ExchangeError as error:
                transport.refuse(packet.name, error.code, error.message)
                refused.append(Refusal(packet.name, error.code, error.message))
            else:
                transport.acknowledge(packet.name)
                taken.append(packet.name)
        except Exception:  # noqa: BLE001 - logged with its trace; one packet never stops the others
            # A fault of ours, or nobody to tell: it says nothing about the packet, which waits for the next time.
            _log.exception("exchange: packet %s was left", packet.name)
            left.append(packet.name)
    return Drained(tuple(taken), tuple(refused), tuple(left))


def retry_after(attempts: int) -> dt.timedelta | None:
    """How long to wait after so many failed attempts; None when a person has to look."""
    return dt.timedelta(minutes=_WAITS[attempts - 1]) if 1 <= attempts <= len(_WAITS) else None


def checked_name(name: str) -> str:
    """Return `name`, or refuse what cannot name a file on every system.

    Raises:
        BadName: it cannot.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise BadName(f"Tên gói tin “{name[:60]}” không dùng được; chỉ dùng chữ không dấu, số, dấu chấm, gạch.")
    return name


def checked_code(code: OrganCode | str) -> str:
    """Return a body's code from left to right, or refuse what is none.

    Raises:
        BadName: it is none.
    """
    normal = (code if isinstance(code, OrganCode) else OrganCode(code)).normal
    if not _CODE.fullmatch(normal):
        raise BadName(f"Mã cơ quan “{normal[:60]}” không dùng được làm tên thư mục.")
    return normal
