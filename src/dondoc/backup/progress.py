"""How long work tells of itself without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Somebody who is told how far the work is."""

    def phase(self, title: str, total: int | None) -> None:
        """Begin a phase.

        Args:
            title: what is being done, in Vietnamese.
            total: how many bytes it has, or None when that is unknown.
        """

    def advance(self, amount: int) -> None:
        """Add to the present phase.

        Args:
            amount: bytes done since the last call.
        """


class Silent:
    """Nobody listens."""

    def phase(self, title: str, total: int | None) -> None:
        """Ignore a phase."""

    def advance(self, amount: int) -> None:
        """Ignore the bytes."""
