"""Where one sentence holds several duties: it is cut where the addressee or the deadline changes, nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import nature
from .actors import IsAuthor, analyse
from .deadlines import Expression, choose
from .lexicon import QUANTIFIERS
from .normalise import folded
from .sentences import clauses
from .tokens import tokenise
from .unit_words import action_at

Times = Callable[[str], list[Expression]]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What decides whether a clause belongs to the one before it."""

    told: tuple[str, ...] = ()
    time: str = ""
    acts: bool = False
    reports: bool = False
    charged: bool = False
    accounts: bool = False


_FINITE = frozenset({"date", "period", "relative"})
_ORDER = re.compile(
    r",\s+(?:đồng thời,?\s+|và\s+)?(?=(?:giao|yêu cầu|đề nghị|phân công)\s+(?:[A-ZĐÀ-Ỹ]|các\s|đồng chí))"
)
# What may be another subject after a comma: a cheap test before the grammar is asked.
_SUBJECT = re.compile(r",\s+(?:đồng thời,?\s+|còn\s+|riêng\s+)?(?=[A-ZĐÀ-Ỹ]|các\s)")
_LINKS = frozenset({"đồng", "thời", "còn", "riêng"})
_WITH_OTHERS = frozenset({"phối hợp", "cùng phối hợp", "cùng"})
_REPORTS = re.compile(
    r"(?:(?:và|đồng thời|định kỳ|(?:hằng|hàng|mỗi) \w+|(?:\d{1,2}|một|hai|ba|sáu) (?:ngày|tuần|tháng|quý|năm)|một lần"
    r"|hoặc đột xuất|trước ngày \d+)[, ]+)*(?:tổng hợp,? ?)?báo cáo\b",
    re.IGNORECASE,
)
_CHARGED = frozenset({"chịu trách nhiệm", "có trách nhiệm", "chủ trì"})
DESCRIBED = re.compile(r"theo hướng\s*:", re.IGNORECASE)
_ACCOUNTS = re.compile(
    r"báo cáo\b[^;.]{0,40}?(?:tình hình|tiến độ|kết quả (?:thực hiện|triển khai)|khó khăn)", re.IGNORECASE
)
_MEANWHILE = frozenset({"đồng thời"})
# A subject stands near the start of its clause; further in it belongs to something else.
_NEAR = 12
_SHORTEST_ORDER = 5


def split(same: str, is_author: IsAuthor, times: Times) -> list[tuple[int, int]]:
    """The duties of a sentence.

    Args:
        same: the sentence in comparable form.
        is_author: tells whether a name is the document's author.
        times: gives the expressions of time in a piece of it.

    Returns:
        (start, end) of each part; one part for most sentences.
    """
    described = DESCRIBED.search(same)
    told = described.end() if described else len(same)
    # What a paper is to hold ("… theo hướng: …; …") is part of the one duty to write it.
    pieces = [
        piece
        for a, b in clauses(same, 0, told)
        for c, d in _by_order(same, a, b, is_author)
        for piece in _by_subject(same, c, d, is_author)
    ]
    pieces[-1] = (pieces[-1][0], len(same))
    if len(pieces) == 1:
        return pieces
    out = [pieces[0]]
    current = _facts(same, *pieces[0], is_author, times)
    for a, b in pieces[1:]:
        facts = _facts(same, a, b, is_author, times)
        if _changes(current, facts) or (facts.told and nature.no_duty(same[out[-1][0] : out[-1][1]])):
            out.append((a, b))
            current = facts
        else:
            out[-1] = (out[-1][0], b)
            current = _Facts(
                current.told or facts.told, facts.time or current.time, facts.acts or current.acts, current.reports
            )
    return out


def _by_order(same: str, a: int, b: int, is_author: IsAuthor) -> list[tuple[int, int]]:
    """Cut "giao A …, giao B …" inside one clause."""
    out: list[tuple[int, int]] = []
    at = a
    for m in _ORDER.finditer(same[a:b]):
        cut = a + m.start()
        first = tokenise(same[at:cut], same[at:cut])
        if nature.no_duty(same[at:cut]) or (
            len(first) > _SHORTEST_ORDER and analyse(first, is_author=is_author, inherited=False).lead
        ):
            out.append((at, cut))
            at = a + m.end()
    out.append((at, b))
    return out


def _by_subject(same: str, a: int, b: int, is_author: IsAuthor) -> list[tuple[int, int]]:
    """Cut "giao A …, B …" inside one clause, where B begins a duty of its own ("A chủ trì, B phối hợp" is one duty)."""
    if not _SUBJECT.search(same, a, b):
        return [(a, b)]
    t = tokenise(same[a:b], same[a:b])
    roles = analyse(t, is_author=is_author, inherited=False)
    if not roles.lead or nature.conditional(same[a:b]):
        return [(a, b)]
    out: list[tuple[int, int]] = []
    at, acted = a, roles.lead[-1].last
    for m in roles.mentions:
        k = m.first - 1
        while k > 0 and t.low[k] in _LINKS:
            k -= 1
        if m.first <= roles.at or k < acted or t.low[k] != "," or not any(action_at(t, j) for j in range(acted, k)):
            continue
        if not action_at(t, m.last) or t.phrase(m.last, 2, _WITH_OTHERS):
            continue
        rest = same[a + t.starts[m.first] : b]
        own = analyse(tokenise(rest, rest), is_author=is_author, inherited=True)
        if own.how == "subject" and own.at == 0:
            out.append((at, a + t.starts[k]))
            at, acted = a + t.starts[m.first], m.last
    out.append((at, b))
    return out


def _facts(same: str, a: int, b: int, is_author: IsAuthor, times: Times) -> _Facts:
    t = tokenise(same[a:b], same[a:b])
    if not len(t):
        return _Facts()
    roles = analyse(t, is_author=is_author, inherited=True)
    told = (
        roles.how in ("assign", "subject")
        and (a == 0 or roles.at < _NEAR or roles.how == "assign")
        and (roles.lead[0].kind != "generic" or roles.at > 0 or a == 0 or t.phrase(0, 2, QUANTIFIERS) > 0)
    )
    expression = choose(times(same[a:b]))
    i = 1 if t.low[0] in ("và", ",") else 0
    i += t.phrase(i, 2, _MEANWHILE)
    return _Facts(
        tuple(folded(u.name) for u in roles.lead) if told else (),
        expression.kind if expression else "",
        nature.imperative_at(t) >= 0 or t.phrase(i, 4, nature.IMPERATIVES) > 0,
        bool(_REPORTS.match(same[a:b])) or nature.after_recurrence(t) > 0,
        charged=told and t.phrase(roles.mentions[0].last if roles.mentions else 0, 3, _CHARGED) > 0,
        accounts=bool(_ACCOUNTS.search(same[a:b])),
    )


def _changes(before: _Facts, now: _Facts) -> bool:
    """Whether the addressee or the deadline is another one from here on."""
    if now.told and before.told and now.told != before.told:
        return True
    if now.told and not before.told and before.acts and now.charged:
        return True  # what stood above was told; "…; hiệu trưởng chịu trách nhiệm …" tells somebody else
    if not now.acts:
        return False
    if before.time in _FINITE:
        return now.time != before.time or now.time in _FINITE
    if before.time == "event":
        return now.time in _FINITE or now.time == "recurring"
    # "…; báo cáo kết quả trước ngày …" is the last stage of the task; an account of how it goes is a duty of its own.
    return now.reports and not before.time and (now.time == "recurring" or (now.time in _FINITE and now.accounts))
