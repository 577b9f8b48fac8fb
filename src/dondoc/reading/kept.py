"""Answers about pieces of one document's text, kept for as long as that document is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")

# Some documents repeat their sentences, and the same piece is asked about more than once; few pieces lie between.
_MOST = 64


class Kept(dict[str, V]):
    """The last answers to one question about a text, none of them to be changed by who asks.

    A dictionary that answers what it lacks: an answer that is kept costs no call. It belongs to one document, so nothing
    grows over the life of a server, and a holiday entered after one reading counts in the next.
    """

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[str], V]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> V:
        answer = self._ask(text)
        if len(self) >= _MOST:
            self.clear()
        self[text] = answer
        return answer
