"""Who must act in a sentence (lead) and with whom (coordinate), from the grammar of the sentence.

A unit leads when a verb of assignment stands before it ("giao", "yêu cầu", "đề nghị") or when it is the
subject of an action; it coordinates when "phối hợp với", "cùng", "thống nhất với" introduces it for the
lead's own task. A unit that a third party is told to work with, or that only receives or is asked, is neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .leading import (
    IMPERATIVES,
    IsAuthor,
    assigned_by,
    assigns_next,
    follows_up,
    is_subject,
    self_assigned,
    strong_subject,
)
from .lexicon import ASSIGN_VERBS, STATE_WORDS
from .mentions import Mention, mentions
from .nature import after_recurrence
from .partners import partners
from .tokens import Tokens
from .unit_names import unknown_subject
from .unit_words import Unit

_WILL = frozenset({"sẽ"})
_ORDERS = ASSIGN_VERBS - {"chỉ đạo"}


@dataclass(slots=True)
class Roles:
    """What the grammar of one sentence says."""

    lead: list[Unit] = field(default_factory=list)
    coordinate: list[Unit] = field(default_factory=list)
    how: str = ""
    at: int = -1
    author_acts: bool = False
    described: bool = False
    mentions: tuple[Mention, ...] = ()


def analyse(t: Tokens, *, is_author: IsAuthor, inherited: bool) -> Roles:  # noqa: PLR0912  one branch for each form
    """Lead and coordinating units of a sentence.

    Args:
        t: the sentence.
        is_author: tells whether a name is the document's author or who speaks through it.
        inherited: whether the clause has an addressee from above; then an imperative's inner
            "yêu cầu X" tells what to demand, not who is told.

    Returns:
        The roles; no lead where the sentence names nobody who must act.
    """
    author = is_author
    found = mentions(t)
    roles = Roles(mentions=found)
    imperative = inherited and _opens_with_act(t)
    authored = False
    for m in found:
        single_author = len(m.units) == 1 and author(m.units[0].name)
        verb = assigned_by(t, m, found, author)
        if verb:
            if single_author and not self_assigned(t, m):
                continue
            if imperative and not authored and m.first > verb:
                continue
            _set(roles, m, "assign")
            break
        if is_subject(t, m):
            if single_author:
                if assigns_next(t, m.last):
                    authored = True
                    continue
                if t.phrase(m.last, 1, _WILL):
                    _set(roles, m, "author")
                    roles.author_acts = True
                    break
                roles.described = roles.described or m.first == 0
                if m.first == 0 and not follows_up(t, m.last):
                    break
                if not follows_up(t, m.last):
                    continue
            if imperative and m.first > 0 and not strong_subject(t, m.last):
                continue
            _set(roles, m, "subject")
            break
        if m.first == 0 and t.phrase(m.last, 3, STATE_WORDS):
            roles.described = True
    if not roles.lead and not roles.described:
        unknown = unknown_subject(t)
        if unknown:
            roles.lead, roles.how, roles.at = [unknown], "unknown subject", 0
    roles.coordinate = partners(t, found, roles.at)
    return roles


def _opens_with_act(t: Tokens) -> bool:
    """Whether a bare imperative opens the sentence; "Định kỳ 6 tháng, các đơn vị báo cáo …" is none."""
    opening = after_recurrence(t)
    return t.phrase(opening, 4, IMPERATIVES) > 0 and not t.phrase(opening, 3, _ORDERS)


def _set(roles: Roles, m: Mention, how: str) -> None:
    roles.lead, roles.how, roles.at = m.units, how, m.first
