"""Where one sentence holds several duties: it is cut where the addressee or the deadline changes, nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import nature
from .actors import analyse
from .deadlines import Expression, choose
from .leading import IsAuthor
from .lexicon import ASSIGN_VERBS, NUMERALS, QUANTIFIERS, VERBS
from .mentions import Mention, mentions
from .normalise import folded
from .sentences import clauses
from .standing import standing
from .tokens import Tokens, tokenise
from .trailing import alone, worth_asking
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
    only_time: bool = False
    aside: bool = False
    conditional: bool = False
    named: bool = False
    names: bool = False
    tells: bool = False
    modal: bool = False
    goal: bool = False
    standing: bool = False


# After an expression of time, what joins another act to it.
_NEXT_ACT = re.compile(
    r"\s*(?:\([^()]{1,40}\)\s*)?(?:,\s*(?:và\s+)?(?P<also>đồng thời)|,?\s*và|,\s*sau đó|(?P<bare>,))\s+(?=[a-zà-ỹđ])",
    re.IGNORECASE,
)
# "…, trường hợp vượt khả năng thì báo cáo trước ngày …": the time is of the case.
_CASE = re.compile(r",\s+(?=(?:trường hợp|nếu)\s[^,;]{3,120}\sthì\s)", re.IGNORECASE)
# "…, nếu có sai phạm thì xử lý, xong trong tháng 6": the time is of the whole.
_WHOLE = re.compile(r"(?:xong|hoàn thành)\b", re.IGNORECASE)
# "…; riêng xã A trước ngày …", "…; trước mắt …": part of what was said, with a time of its own.
_ASIDE = re.compile(r"(?:riêng|còn|trước mắt|trong đó|đồng thời)\b", re.IGNORECASE)
_GOAL = re.compile(r"(?:và\s+)?phấn đấu\b", re.IGNORECASE)
_MODAL = frozenset({"phải", "cần"})
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
_OBLIGED = 20
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
    described = DESCRIBED.search(same) if ":" in same else None
    told = described.end() if described else len(same)
    # What a paper is to hold ("… theo hướng: …; …") is part of the one duty to write it.
    pieces = [
        piece
        for a, b in clauses(same, 0, told)
        for c, d in _by_order(same, a, b, is_author)
        for e, f in _by_subject(same, c, d, is_author)
        for piece in _by_time(same, e, f, times)
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
            current = replace(
                current,
                told=current.told or facts.told,
                time=facts.time or current.time,
                acts=facts.acts or current.acts,
                standing=current.standing and facts.standing,
            )
    return out


def _by_order(same: str, a: int, b: int, is_author: IsAuthor) -> list[tuple[int, int]]:
    """Cut "giao A …, giao B …" inside one clause."""
    if "," not in same:
        return [(a, b)]
    out: list[tuple[int, int]] = []
    at = a
    for m in _ORDER.finditer(same[a:b]):
        cut = a + m.start()
        first = tokenise(same[at:cut], same[at:cut])
        if (nature.no_duty(same[at:cut]) and not nature.closes_with(same[at:cut])) or (
            first.count > _SHORTEST_ORDER and analyse(first, is_author=is_author, inherited=False).lead
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
    subjects = [(m, k) for m in mentions(t) if (k := _comma_before(t, m)) and _may_act(t, m)]
    if not subjects or nature.conditional(same[a:b]):
        return [(a, b)]
    roles = analyse(t, is_author=is_author, inherited=False)
    if not roles.lead:
        return [(a, b)]
    out: list[tuple[int, int]] = []
    at, acted = a, roles.lead[-1].last
    for m, k in subjects:
        if m.first <= roles.at or k < acted or not any(action_at(t, j) for j in range(acted, k)):
            continue
        rest = same[a + t.starts[m.first] : b]
        own = analyse(tokenise(rest, rest), is_author=is_author, inherited=True)
        if own.how == "subject" and own.at == 0:
            out.append((at, a + t.starts[k]))
            at, acted = a + t.starts[m.first], m.last
    out.append((at, b))
    return out


def _comma_before(t: Tokens, m: Mention) -> int:
    """The comma after which the units open a clause ("…, đồng thời Sở B …"); 0 where none does."""
    k = m.first - 1
    while k > 0 and t.low[k] in _LINKS:
        k -= 1
    return k if k > 0 and t.low[k] == "," else 0


def _may_act(t: Tokens, m: Mention) -> bool:
    return (
        action_at(t, m.last)
        and not t.phrase(m.last, 2, _WITH_OTHERS)
        and (t.capital(m.first) or t.phrase(m.first, 2, QUANTIFIERS) > 0)
    )


def _by_time(same: str, a: int, b: int, times: Times) -> list[tuple[int, int]]:
    """Cut "… trước ngày 20/5 và gửi … trước ngày 2/6": each act has its own time."""
    found = times(same[a:b])
    if not found:
        return [(a, b)]
    out: list[tuple[int, int]] = []
    at = a
    case = _CASE.search(same, a, b)
    if case and found and a + found[0].start >= case.end() and not _WHOLE.match(same, a + found[0].start):
        out.append((a, case.start()))
        at = case.end()
    for k, before in enumerate(found):
        link = _NEXT_ACT.match(same, a + before.end, b)
        if link is None or a + before.end <= at:
            continue
        rest = same[link.end() : b]
        t = tokenise(rest, rest)
        if not t.count or not t.phrase(0, 3, VERBS) or (worth_asking(rest) and alone(rest, times(rest), _nobody)):
            continue
        later = [e for e in found[k + 1 :] if a + e.start >= link.end()]
        # After a mere comma both acts have a time of their own, or it is one act with its stages.
        timed = bool(later) and (not link.group("bare") or _two_times(before, later[0]))
        if timed or (link.group("also") and before.kind in _FINITE):
            out.append((at, a + before.end))
            at = link.start("also") if link.group("also") else link.end()
    out.append((at, b))
    return out


def _two_times(one: Expression, other: Expression) -> bool:
    """Whether two times are of two acts: each names a day or a period, or the second comes again."""
    return (
        one.kind in ("date", "period") and other.kind in ("date", "period", "recurring") and other.due_on != one.due_on
    )


def _nobody(_name: str) -> bool:
    return False


def _facts(same: str, a: int, b: int, is_author: IsAuthor, times: Times) -> _Facts:
    t = tokenise(same[a:b], same[a:b])
    if not t.count:
        return _Facts()
    roles = analyse(t, is_author=is_author, inherited=True)
    case = a > 0 and nature.conditional(same[a:b])
    aside = bool(_ASIDE.match(same, a))
    told = (
        roles.how in ("assign", "subject")
        and (
            a == 0
            or roles.at < _NEAR
            or roles.how == "assign"
            or ((case or aside) and t.low[roles.at - 1] in (",", "thì"))
        )
        and (
            roles.lead[0].kind != "generic"
            or roles.at > 0
            or a == 0
            or t.phrase(0, 2, QUANTIFIERS) > 0
            or t.low[0] in NUMERALS
        )
    )
    expression = choose(times(same[a:b]))
    i = 1 if t.low[0] in ("và", ",") else 0
    i += t.phrase(i, 2, _MEANWHILE)
    return _Facts(
        tuple(folded(u.name) for u in roles.lead) if told else (),
        expression.kind if expression else "",
        nature.imperative_at(t) >= 0 or t.phrase(i, 4, nature.IMPERATIVES) > 0,
        bool(_REPORTS.match(same[a:b])) or nature.after_recurrence(t) > 0,
        charged=told
        and (t.phrase(roles.mentions[0].last if roles.mentions else 0, 3, _CHARGED) > 0 or "phải" in t.low[1:_OBLIGED]),
        accounts=bool(_ACCOUNTS.search(same[a:b])),
        only_time=worth_asking(same[a:b]) and alone(same[a:b], times(same[a:b]), is_author) is not None,
        aside=aside,
        conditional=case,
        named=told and roles.at == 0 and roles.lead[0].kind in ("named", "titled", "committee"),
        names=len(roles.mentions) == 1
        and roles.mentions[0].last == t.count
        and (roles.mentions[0].first == 0 or t.phrase(0, 4, ASSIGN_VERBS) == roles.mentions[0].first),
        tells=roles.described or roles.author_acts,
        modal=t.low[0] in _MODAL,
        goal=bool(_GOAL.match(same, a)),
        standing=standing(t, roles.lead[-1].last if told else 0, [(m.first, m.last) for m in roles.mentions]),
    )


def _changes(before: _Facts, now: _Facts) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether the addressee or the deadline is another one from here on."""
    if before.names:
        return False  # bodies listed with semicolons
    if (
        now.told
        and now.told != before.told
        and (before.told or before.tells or (before.acts and (now.charged or now.named)))
    ):
        return True  # where nobody was named before, what stood above was told: a body named now is another one
    if now.only_time or now.goal:
        return False
    if now.time and (before.time or now.aside or now.conditional):
        return now.aside or now.conditional or now.reports or not before.time == now.time == "recurring"
    if not now.acts:
        return False
    if before.time in _FINITE:
        return now.time != before.time or now.time in _FINITE
    if before.time == "event":
        return now.time in _FINITE or now.time == "recurring"
    if before.standing and now.time in _FINITE and not now.modal:
        return True  # a duty without an end, and one with a day
    # "…; báo cáo kết quả trước ngày …" is the last stage of the task; an account of how it goes is a duty of its own.
    return now.reports and not before.time and (now.time == "recurring" or (now.time in _FINITE and now.accounts))
