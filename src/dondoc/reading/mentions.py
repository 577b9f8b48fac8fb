"""The lists of units in a sentence, and where they stand."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .lexicon import LEVELS
from .tokens import Tokens
from .unit_words import Unit
from .units import may_start, parse_list, parse_one

_GROUNDS = frozenset({"trên cơ sở", "căn cứ", "theo", "sau khi có"})
#: Words and signs after which a clause begins.
BOUNDARY = frozenset({",", ":", ";", ".", "-", ")", "…", '"', "thì", "và", "(", "[", "rằng", "riêng"})
_WITH = frozenset({"với", "hợp", "cùng"})
_BEFORE_A_LIST = BOUNDARY | {
    "với", "cùng", "giao", "cầu", "nghị", "cho", "công", "do", "hợp", "đạo", "của", "nhiệm", "nhắc", "gửi", "cáo",
}  # fmt: skip
_OPENING_A_SET = frozenset({"các", "những", "mọi", "từng", "mỗi", "tất", "toàn", "một", "đồng"})


class Mention(NamedTuple):
    """Units listed together in a sentence, and the words that the list takes."""

    units: list[Unit]
    first: int
    last: int


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
    inside = i > 0 and t.low[i - 1] not in BOUNDARY and (t.capital(i - 1) or t.low[i - 1].isdigit())
    return inside and units[0].head == "" and t.phrase(i, 2, LEVELS) > 0 and t.low[units[0].last] == ","


def _worth_parsing(t: Tokens, i: int) -> bool:
    if i == 0 or t.capital(i):
        return True
    return t.low[i - 1] in _BEFORE_A_LIST or t.low[i] in _OPENING_A_SET
