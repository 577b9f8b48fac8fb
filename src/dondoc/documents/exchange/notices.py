"""What was tolerated while a packet was read: a stable code and a sentence for the person who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_MOST = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """Something tolerated."""

    code: str
    message: str


class Notices:
    """The notices of one packet, each once, and not without end."""

    def __init__(self) -> None:
        self._kept: dict[Notice, None] = {}

    def add(self, code: str, message: str) -> None:
        """Keep a notice."""
        if len(self._kept) < _MOST:
            self._kept.setdefault(Notice(code, message))

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._kept)
