"""The steps of themes, stars, comments and what is watched; who a comment calls on; which day a mark holds on. Pure."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Literal

from dondoc.accounts.choices import Role
from dondoc.foundation import transitions
from dondoc.foundation.transitions import Way

#: Roles; what they must see for it, and whose comment it is, is said in `permissions`.
Who = Literal["leader", "gatherer", "commenter", "writer", "remover", "reader"]
_LEADERS = frozenset({Role.CHAIR, Role.OFFICE_LEADER})
_COMMENT = frozenset({*_LEADERS, Role.SPECIALIST, Role.CLERK, Role.UNIT_HEAD, Role.FOCAL_POINT})
PARTS: dict[Who, frozenset[str]] = {
    "leader": _LEADERS,
    "gatherer": _LEADERS | {Role.SPECIALIST},
    "commenter": _COMMENT,
    "writer": _COMMENT,
    # Their own; the leader of the office any.
    "remover": _COMMENT,
    "reader": _COMMENT | {Role.OBSERVER},
}


class ThemeState(StrEnum):
    """How a theme stands."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


ThemeVerb = Literal["open", "change", "gather", "release", "close", "reopen"]
ThemeStep = transitions.Transition[ThemeState, ThemeVerb, Who]
THEME_STEPS: tuple[ThemeStep, ...] = (
    ThemeStep(ThemeState.NONE, "open", ThemeState.OPEN, "gatherer"),
    ThemeStep(ThemeState.OPEN, "change", ThemeState.OPEN, "gatherer"),
    ThemeStep(ThemeState.OPEN, "gather", ThemeState.OPEN, "gatherer"),
    ThemeStep(ThemeState.OPEN, "release", ThemeState.OPEN, "gatherer"),
    ThemeStep(ThemeState.OPEN, "close", ThemeState.CLOSED, "gatherer"),
    ThemeStep(ThemeState.CLOSED, "reopen", ThemeState.OPEN, "gatherer"),
)
_THEME = Way[ThemeState, ThemeVerb, Who](ThemeState, THEME_STEPS, PARTS)
#: The step that a verb is for a theme that stands so; None where it is none.
theme_step = _THEME.step
#: Whether a person of a role may have a part.
plays = _THEME.plays


class MarkState(StrEnum):
    """Whether a directive bears a star, or a person watches it."""

    OFF = "off"
    ON = "on"


MarkVerb = Literal["star", "unstar", "watch", "unwatch"]
MarkStep = transitions.Transition[MarkState, MarkVerb, Who]
STAR_STEPS: tuple[MarkStep, ...] = (
    MarkStep(MarkState.OFF, "star", MarkState.ON, "leader"),
    MarkStep(MarkState.ON, "unstar", MarkState.OFF, "leader"),
)
#: Each person for themselves; again and again changes nothing.
WATCH_STEPS: tuple[MarkStep, ...] = (
    MarkStep(MarkState.OFF, "watch", MarkState.ON, "reader"),
    MarkStep(MarkState.ON, "unwatch", MarkState.OFF, "reader"),
)
#: The step that a verb is for a directive with or without a star; None where it is none.
star_step = Way[MarkState, MarkVerb, Who](MarkState, STAR_STEPS, PARTS).step


class CommentState(StrEnum):
    """How a comment stands."""

    NONE = "none"
    STANDING = "standing"
    REMOVED = "removed"


CommentVerb = Literal["write", "change", "remove"]
CommentStep = transitions.Transition[CommentState, CommentVerb, Who]
COMMENT_STEPS: tuple[CommentStep, ...] = (
    CommentStep(CommentState.NONE, "write", CommentState.STANDING, "commenter"),
    CommentStep(CommentState.STANDING, "change", CommentState.STANDING, "writer"),
    CommentStep(CommentState.STANDING, "remove", CommentState.REMOVED, "remover"),
)
#: The step that a verb is for a comment that stands so; None where it is none.
comment_step = Way[CommentState, CommentVerb, Who](CommentState, COMMENT_STEPS, PARTS).step

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
