"""Who a comment calls on, and which day a mark holds on. Pure."""

from __future__ import annotations

import datetime as dt
import re

MOST_MENTIONED = 20
#: A sign-in name behind an @ that no letter stands before (an e-mail address calls on nobody).
_MENTION = re.compile(r"(?<![\w.@/-])@([A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]|[A-Za-z0-9])")


def mentioned(text: str) -> tuple[str, ...]:
    """The sign-in names that a text calls on, in small letters, in their order, each once.

    A full stop or dash behind a name ends the sentence and is no part of it.
    """
    return tuple(dict.fromkeys(name.lower() for name in _MENTION.findall(text)))


def split_mentions(text: str) -> list[tuple[str, str]]:
    """The text in pieces: (words, "") or ("@name" as written, the sign-in name in small letters). They join to the text."""
    pieces: list[tuple[str, str]] = []
    end = 0
    for found in _MENTION.finditer(text):
        if found.start() > end:
            pieces.append((text[end : found.start()], ""))
        pieces.append((found[0], found[1].lower()))
        end = found.end()
    if end < len(text):
        pieces.append((text[end:], ""))
    return pieces


def holds_on(since: dt.date, ended_on: dt.date | None, day: dt.date) -> bool:
    """Whether a mark holds at the end of a day; one that was set and taken off on a day did not hold on it."""
    return since <= day and (ended_on is None or ended_on > day)
