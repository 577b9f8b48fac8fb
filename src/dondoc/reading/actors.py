"""Who must act in a sentence (lead) and with whom (coordinate), from the grammar of the sentence.

A unit leads when a verb of assignment stands before it ("giao", "yêu cầu", "đề nghị") or when it is the
subject of an action; it coordinates when "phối hợp với", "cùng", "thống nhất với" introduces it for the
lead's own task. A unit that a third party is told to work with, or that only receives or is asked, is neither.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .lexicon import ASSIGN_VERBS, IMPERATIVE_OPENERS, LEVELS, NOT_ASSIGNING_AFTER, STATE_WORDS, VERBS
from .nature import after_recurrence
from .tokens import Tokens
from .unit_words import Unit, action_at
from .units import may_start, parse_list, parse_one, unknown_subject

IsAuthor = Callable[[str], bool]


class Mention(NamedTuple):
    """Units listed together in a sentence, and the words that the list takes."""

    units: list[Unit]
    first: int
    last: int


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


_GROUNDS = frozenset({"trên cơ sở", "căn cứ", "theo", "sau khi có"})
_BOUNDARY = frozenset({",", ":", ";", ".", "-", ")", "…", '"', "thì", "và", "(", "[", "rằng", "riêng"})
_MANNER = frozenset(
    {
        "chặt",
        "chẽ",
        "thường",
        "xuyên",
        "tốt",
        "kịp",
        "thời",
        "cùng",
        "với",
        "đồng",
        "bộ",
        "hiệu",
        "quả",
        "trực",
        "tiếp",
        "nhịp",
        "nhàng",
        "có",
        "thống",
        "nhất",
        "ý",
        "kiến",
        "sự",
    }
)
_TOGETHER = frozenset({"cùng", "có trách nhiệm", "là cơ quan", "là đơn vị"})
# "có trách nhiệm", "là cơ quan" and "phối hợp".
_NEAR_BY = 5
_TO_HELP = frozenset({"giao", "đề", "nghị", "yêu", "cầu", "do"})
_LEADS = frozenset({"chủ trì", "làm đầu mối", "là cơ quan chủ trì", "đầu mối"})
# "chủ trì" and what is led, in words, before the comma.
_LEADING = 12
# What joins a clause to the one before.
_LINKED = (["trong", "đó"], ["còn"], ["riêng"])
_NOMINAL = frozenset({"chế", "sự", "tác", "trình", "việc", "hoạch", "tinh", "thần"})
_WILL = frozenset({"sẽ"})
_STRONG_SUBJECT = frozenset({"chủ trì", "có trách nhiệm", "chịu trách nhiệm", "phải", "cần", "khẩn trương"})
_DONE_BY = frozenset({"chủ trì", "thực hiện", "chịu trách nhiệm", "đảm nhận", "làm chủ đầu tư"})
_OPINION = frozenset({"có ý kiến"})
# "… có ý kiến chỉ đạo như sau" tells what was said; "có ý kiến trong 5 ngày" is a duty.
_SAYS = frozenset({"chỉ đạo", "kết luận", "như sau", "phát biểu", "tại", "đồng ý", "thống nhất", "đề nghị", "về"})
_QUANTIFIED = frozenset({"các", "những", "từng", "mọi", "mỗi", "cơ sở"})
_NO_STATE = frozenset({
    "được giao", "đang", "là đầu mối", "là cơ quan đầu mối", "là đơn vị đầu mối", "là cơ quan thường trực", "là đơn vị thường trực",
})  # fmt: skip
# Whom one is to tell follows: a duty, not the formula "… thông báo để … biết".
_TELLS = frozenset({"thông báo cho", "thông báo đến", "thông báo tới", "thông báo kịp thời", "thông báo công khai"})
_WITHIN_DUTY = frozenset({"theo chức năng", "theo thẩm quyền", "theo nhiệm vụ", "căn cứ", "trên cơ sở"})
_OWN_DUTIES = (
    "theo dõi", "đôn đốc", "chủ trì", "có trách nhiệm", "chịu trách nhiệm", "tổng hợp", "tham mưu", "sao gửi", "chuẩn bị",
)  # fmt: skip
_PREPOSITIONS = frozenset({"với", "để", "từ", "bằng", "trong", "qua", "theo", "nhằm"})
_ENDING_A_VERB = frozenset(verb.split(" ")[-1] for verb in ASSIGN_VERBS)
_COMMANDS = ASSIGN_VERBS - {"trách nhiệm", "trách nhiệm của"}
_ORDERS = ASSIGN_VERBS - {"chỉ đạo"}
_IMPERATIVES = VERBS | IMPERATIVE_OPENERS
_DIRECTING = (
    "chỉ đạo",
    "yêu cầu",
    "đôn đốc",
    "hướng dẫn",
    "giao",
    "đề nghị",
    "kiểm tra",
    "giám sát",
    "hỗ trợ",
    "phân công",
)
_BEFORE_ORDER = frozenset(
    [
        "cũng",
        "kính",
        "trọng",
        "ý",
        "nhất",
        "tục",
        "túc",
        "xin",
        "thời",
        "nay",
        "đó",
        "ta",
        "này",
        "luận",
        "trên",
        "phí",
        "vốn",
    ]
)
_POLITE = frozenset({"cho", "đồng", "chí", ":", "kính", "trách", "nhiệm"})


@lru_cache(maxsize=32)
def mentions(t: Tokens) -> tuple[Mention, ...]:
    """All lists of units in a sentence, left to right, without overlap."""
    out: list[Mention] = []
    passed = 0
    for i in may_start(t):
        if i < passed or not _worth_parsing(t, i):
            continue
        # "Trên cơ sở đề xuất của Sở A, Sở B thẩm định": the list of whose proposal it is ends with its first member.
        alone = i > 0 and t.low[i - 1] == "của" and t.phrase(0, 3, _GROUNDS) > 0
        units, end = parse_one(t, i) if alone else parse_list(t, i, joined=i > 0 and t.low[i - 1] in _WITH)
        if not units:
            continue
        begin = i
        if len(units) > 1 and _in_a_name(t, i, units):
            # "… đường Vành đai 4 Thành phố X, UBND Thành phố X và …": the place is the road's
            out.append(Mention(units[:1], i, units[0].last))
            begin, units = units[1].first, units[1:]
        passed = max(end, begin + 1)
        out.append(Mention(units, begin, passed))
    return tuple(out)


def _in_a_name(t: Tokens, i: int, units: list[Unit]) -> bool:
    """Whether the first of several is the place at the end of some other name, not one of those who act."""
    inside = i > 0 and t.low[i - 1] not in _BOUNDARY and (t.capital(i - 1) or t.low[i - 1].isdigit())
    return inside and units[0].head == "" and t.phrase(i, 2, LEVELS) > 0 and t.low[units[0].last] == ","


def _worth_parsing(t: Tokens, i: int) -> bool:
    if i == 0 or t.capital(i):
        return True
    return t.low[i - 1] in _BEFORE_A_LIST or t.low[i] in _OPENING_A_SET


_WITH = frozenset({"với", "hợp", "cùng"})
_BEFORE_A_LIST = _BOUNDARY | {
    "với", "cùng", "giao", "cầu", "nghị", "cho", "công", "do", "hợp", "đạo", "của", "nhiệm", "nhắc", "gửi", "cáo",
}  # fmt: skip
_OPENING_A_SET = frozenset({"các", "những", "mọi", "từng", "mỗi", "tất", "toàn", "một", "đồng"})


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
        verb = _assigned_by(t, m, found, author)
        if verb:
            if single_author and not _self_assigned(t, m):
                continue
            if imperative and not authored and m.first > verb:
                continue
            _set(roles, m, "assign")
            break
        if _is_subject(t, m):
            if single_author:
                if _assigns_next(t, m.last):
                    authored = True
                    continue
                if t.phrase(m.last, 1, _WILL):
                    _set(roles, m, "author")
                    roles.author_acts = True
                    break
                roles.described = roles.described or m.first == 0
                if m.first == 0 and not _follows_up(t, m.last):
                    break
                if not _follows_up(t, m.last):
                    continue
            if imperative and m.first > 0 and not _strong_subject(t, m.last):
                continue
            _set(roles, m, "subject")
            break
        if m.first == 0 and t.phrase(m.last, 3, STATE_WORDS):
            roles.described = True
    if not roles.lead and not roles.described:
        unknown = unknown_subject(t)
        if unknown:
            roles.lead, roles.how, roles.at = [unknown], "unknown subject", 0
    _coordinate(t, roles)
    return roles


def _opens_with_act(t: Tokens) -> bool:
    """Whether a bare imperative opens the sentence; "Định kỳ 6 tháng, các đơn vị báo cáo …" is none."""
    opening = after_recurrence(t)
    return t.phrase(opening, 4, _IMPERATIVES) > 0 and not t.phrase(opening, 3, _ORDERS)


def _set(roles: Roles, m: Mention, how: str) -> None:
    roles.lead, roles.how, roles.at = m.units, how, m.first


def _assigned_by(t: Tokens, m: Mention, found: tuple[Mention, ...], author: IsAuthor) -> int:
    """How many words of a verb of assignment stand right before the mention; 0 for none."""
    end = m.first
    while end > 0 and t.low[end - 1] in _POLITE and m.first - end < 4:
        end -= 1
    ended = end > 0 and t.low[end - 1] in _ENDING_A_VERB
    for n in (4, 3, 2, 1) if ended else ():
        start = end - n
        if start < 0 or " ".join(t.low[start:end]) not in ASSIGN_VERBS:
            continue
        low = " ".join(t.low[start:end])
        if low in ("chỉ đạo", "mời", "nhắc", "mong", "trách nhiệm"):
            spoken_by = next((x for x in found if x.last == start), None)
            if spoken_by is None or not (author(spoken_by.units[0].name)):
                continue
        if low in ("trách nhiệm", "trách nhiệm của") and start > 0:
            continue
        if start == 0 or t.low[start - 1] in _BOUNDARY:
            return m.first - start
        before = t.low[start - 1]
        if any(x.last == start and len(x.units) == 1 and author(x.units[0].name) for x in found):
            return m.first - start
        if before in NOT_ASSIGNING_AFTER or " ".join(t.low[max(0, start - 2) : start]) in NOT_ASSIGNING_AFTER:
            continue
        if any(x.last == start for x in found) or before in _BEFORE_ORDER:
            # an author's name may stand before ("UBND tỉnh yêu cầu …"); a law's name may not
            speaker = next((x for x in found if x.last == start), None)
            if (
                speaker is None
                or author(speaker.units[-1].name)
                or speaker.units[-1].kind in ("titled", "person", "committee")
            ):
                return m.first - start
        if (
            start >= 2
            and t.capital(start - 1)
            and not any(ch.isdigit() for ch in t.words[start - 1])
            and before != "đảng"
        ):
            return m.first - start  # "… Lâm Minh Thành yêu cầu"
    return 0


def _self_assigned(t: Tokens, m: Mention) -> bool:
    """Such as "Giao Văn phòng UBND tỉnh theo dõi …": the issuing office tells itself."""
    return m.first <= 4 and action_at(t, m.last)


def _assigns_next(t: Tokens, j: int) -> bool:
    k = j
    while k < t.count and k - j < 4:
        if t.phrase(k, 4, _COMMANDS):
            return True
        k += 1
    return False


def _follows_up(t: Tokens, j: int) -> bool:
    """The issuing office's own duty: "Văn phòng … theo dõi, đôn đốc", "… chủ trì tổng hợp"."""
    words = " ".join(t.low[j : j + 20])
    return any(w in words for w in _OWN_DUTIES) and "đã" not in t.low[j : j + 6]


def _strong_subject(t: Tokens, j: int) -> bool:
    return t.phrase(j, 3, _STRONG_SUBJECT) > 0


def _opens_clause(t: Tokens, m: Mention) -> bool:
    """Whether the units stand where a clause begins."""
    if m.first == 0:
        return True
    before = t.low[m.first - 1]
    if t.low[: m.first] in _LINKED:
        before = ","  # "Trong đó Bộ Quốc phòng bố trí …"
    if before not in _BOUNDARY or before in ("và", "(", "-", '"'):
        return False
    return not (
        before in (",", ";", ":")
        and m.units[0].kind == "generic"
        and not t.capital(m.first)
        and not t.phrase(m.first, 2, _QUANTIFIED)
        and not _strong_subject(t, m.last)
    )


def _is_subject(t: Tokens, m: Mention) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether an action follows units that open a clause."""
    if m.first > 0 and t.low[m.first - 1] == "do" and t.phrase(m.last, 3, _DONE_BY):
        return True
    if not _opens_clause(t, m):
        return False
    j = m.last
    if j >= t.count:
        return False
    if t.low[j] in (",", ":") and j + 1 < t.count:
        if t.low[j] == "," and m.first > 0 and t.low[m.first - 1] == ",":
            return False
        j += 1
        if t.low[j] == "(" and t.low[j - 1] == ":":
            return True
    opinion = t.phrase(j, 3, _OPINION)
    if (
        t.phrase(j, 3, STATE_WORDS)
        and not t.phrase(j, 5, _NO_STATE)
        and not t.phrase(j, 3, _TELLS)
        and not (opinion and not t.phrase(j + opinion, 2, _SAYS))
    ):
        return False
    if t.phrase(j, 4, _WITHIN_DUTY):
        return True
    if t.capital(j):
        return t.low[j - 1] == ":" and t.phrase(j, 4, _IMPERATIVES) > 0
    if action_at(t, j):
        return not (m.first > 0 and t.phrase(j, 1, _PREPOSITIONS))
    return m.first == 0 and t.words[j].isalpha() and m.units[-1].kind != "generic"


def _coordinate(t: Tokens, roles: Roles) -> None:
    for m in roles.mentions:
        if roles.lead and m.first == roles.at:
            continue
        if _works_with(t, m, roles):
            roles.coordinate += [u for u in m.units if u.name not in {c.name for c in roles.coordinate}]


def _works_with(t: Tokens, m: Mention, roles: Roles) -> bool:
    """Whether the words before the mention make its units partners of the lead's task."""
    i = m.first
    if i == 0 or _helps(t, m):
        return i > 0
    return (t.low[i - 1] in _MANNER or t.low[i - 1] == "hợp") and _said_with(t, m, roles)


def _said_with(t: Tokens, m: Mention, roles: Roles) -> bool:
    """Whether "phối hợp với", "cùng" or "thống nhất với" stands before the mention and is of the lead's own task."""
    i = m.first
    before = " ".join(t.low[max(0, i - 8) : i])
    if before.endswith(("thống nhất với", "thống nhất ý kiến với", "thống nhất phương án với")):
        return not _third_party(t, m, roles, i - 2)
    k = i - 1
    while k >= 0 and t.low[k] in _MANNER and i - k < 8:
        if (
            t.low[k] == "cùng"
            and k + 1 <= i
            and (k + 1 == i or t.low[k + 1] == "với")
            and (k == 0 or t.low[k - 1] in ("trì", ",", "hợp") or _unit_ends(roles, k))
        ):
            return not _third_party(t, m, roles, k)
        k -= 1
    if k >= 1 and t.low[k] == "hợp" and t.low[k - 1] == "phối":
        verb = k - 1
        if verb > 0 and (
            t.low[verb - 1] in _NOMINAL
            or " ".join(t.low[max(0, verb - 2) : verb]) in ("quy chế", "cơ chế", "công tác", "chương trình")
        ):
            return False
        return not _third_party(t, m, roles, verb)
    return False


def _helps(t: Tokens, m: Mention) -> bool:
    """Such as "Sở A chủ trì, Sở B phối hợp": who is named before the verb, after the lead's own part."""
    if "hợp" not in t.low[m.last : m.last + _NEAR_BY]:
        return False
    follows = m.last + t.phrase(m.last, 2, _TOGETHER)
    if t.low[follows : follows + 2] != ["phối", "hợp"]:
        return False
    k = m.first - 1
    while k > 0 and t.low[k] in _TO_HELP:
        k -= 1
    return t.low[k] in (",", ";", "và") and any(t.phrase(j, 2, _LEADS) for j in range(max(0, k - _LEADING), k))


def _unit_ends(roles: Roles, k: int) -> bool:
    return any(m.last == k for m in roles.mentions)


def _third_party(t: Tokens, m: Mention, roles: Roles, verb: int) -> bool:
    """Whether somebody else, told by the lead, is the one who works with these units."""
    for other in reversed(roles.mentions):
        if other.last <= verb and other.first != roles.at and other is not m:
            if other.last != verb and not all(w not in (",", ";") for w in t.low[other.last : verb]):
                return False
            told = " ".join(t.low[max(0, other.first - 2) : other.first])
            return told in _DIRECTING
    return False
