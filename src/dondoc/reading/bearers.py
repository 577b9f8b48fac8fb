"""Who bears a duty: whom its sentence names, or whom it leaves to be understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import nature
from .actors import Roles
from .deadlines import Expression
from .drafts import Context, Draft, Names
from .labels import BULLETS
from .structure import Node
from .tokens import Tokens

_FIXED = frozenset({"date", "period", "relative", "event"})
# Where no lead-in opens the duties, a subject far inside a sentence belongs to a description.
_NEAR = 24
_NAMED_BY = {
    "assign": "lead:verb of assignment",
    "subject": "lead:subject of an action",
    "author": "lead:the author commits itself",
}
_ACTS = {
    "imperative": "act:bare imperative",
    "item": "act:item under an addressee",
    "conditional": "act:in a given case",
}


@dataclass(slots=True)
class Bearer:
    """Who must act and how the sentence says so; `first` is the word at which the act begins."""

    how: str
    lead: Names
    source: str
    first: int
    flags: list[str]
    because: list[str]


def named(roles: Roles, lead: Names, t: Tokens, expression: Expression | None, *, started: bool) -> Bearer | None:
    """Who must act, when the sentence itself names them.

    Args:
        roles: what its grammar says.
        lead: the names of its lead, with their places.
        t: its words.
        expression: the time that governs it.
        started: whether a lead-in has opened the duties.

    Returns:
        The bearer, or None where the sentence describes.
    """
    if roles.author_acts and not (expression and expression.kind in _FIXED):
        return None  # what the author announces counts only with a time
    if not started and roles.how == "subject" and roles.at > _NEAR:
        return None
    because = _NAMED_BY.get(roles.how, "lead:unknown body acts")
    first = roles.lead[-1].last
    while first < t.count and not t.words[first].isalpha():
        first += 1
    if first >= t.count:
        first = 0
    return Bearer(roles.how, lead, "", first, ["commitment"] if roles.author_acts else [], [because])


@dataclass(slots=True)
class Surroundings:
    """Where a sentence stands: what it may take from the text around it."""

    context: Context
    node: Node
    #: The duty before it in its paragraph.
    before: Draft | None
    #: All duties found so far.
    drafts: list[Draft]
    #: Whom the clauses above address, and by which form.
    inherited: Names
    source: str
    #: Whether a lead-in has opened the duties.
    started: bool
    #: Whether it is a later part of a sentence.
    continued: bool
    #: Whether it names a time.
    timed: bool


def unnamed(at: Surroundings, t: Tokens, same: str) -> Bearer | None:
    """Who must act, when the sentence names nobody.

    Args:
        at: where it stands.
        t: its words.
        same: the sentence in comparable form.

    Returns:
        The bearer, with no lead where nobody is to be understood; None where the sentence is no duty.
    """
    verdict = _without_subject(at, t, same)
    if verdict is None:
        return None
    how, lead, source, first = verdict
    because = [_ACTS[how]]
    if lead:
        because.append(f"lead:inherited from {source}")
    flag = "inherit" if lead and source != "meeting" else "implicit"
    return Bearer(how, lead, source, first, [flag], because)


def _without_subject(  # noqa: PLR0911  one way out for each form
    at: Surroundings, t: Tokens, same: str
) -> tuple[str, Names, str, int] | None:
    """A bare imperative, an item under an addressee, or no duty: how it is said, whose it is, from where, its act."""
    node, before, inherited = at.node, at.before, at.inherited
    act = nature.imperative_at(t)
    if act < 0:
        return _no_imperative(at, t, same)
    if not at.started and not inherited and before is None:
        return None
    if node.label is not None and node.label.kind == "article" and not inherited and before is None:
        return None  # "Điều 1. Phê duyệt …": what is decided, not what somebody must do
    if (
        before is not None
        and before.lead
        and not (before.how == "assign" and nature.exhortation(same))
        and "commitment" not in before.flags
    ):
        return "imperative", before.lead, "before" if before.inherited == "" else before.inherited, act
    if inherited:
        return "imperative", inherited, at.source, act
    sibling = _sibling(at) if before is None and act == 0 else None
    if sibling:
        return "imperative", sibling.lead, "before", act
    if at.context.meeting_with and node.operative:
        return "imperative", ((at.context.meeting_with, -1, -1),), "meeting", act
    return "imperative", (), "", act


def _no_imperative(at: Surroundings, t: Tokens, same: str) -> tuple[str, Names, str, int] | None:
    before, inherited = at.before, at.inherited
    if (
        nature.conditional(same)
        and (inherited or before)
        and re.search(r"\bthì\b|\bphải\b|,\s*\w+", same)
        and not nature.past(t, 0)
    ):
        names = before.lead if before else inherited
        return "conditional", names, "before" if before else at.source, 0
    together = t.low[0] == "cùng" and t.count > 1
    if (
        inherited
        and at.node.labelled
        and not nature.noun_start(t)
        and (together or not t.capital(1 if t.count > 1 else 0))
    ):
        return "item", inherited, at.source, 0
    if at.continued and before and at.timed and not nature.past(t, 0):
        # "…; hồ sơ gửi về Sở trước ngày …" goes on with a time of its own
        return "item", before.lead, "before", 0
    return None


def _sibling(at: Surroundings) -> Draft | None:
    """The bullet before, when it opens with its subject: the list goes on about the same body."""
    node = at.node
    if not at.drafts or node.parent is None or node.label is None or node.label.kind not in BULLETS:
        return None
    last = at.drafts[-1]
    same_list = last.node is not node and last.node.parent is node.parent and last.node.rank == node.rank
    return last if same_list and (last.heard_first or last.inherited == "before") and len(last.lead) == 1 else None
