"""Units as they are written: one name, a title with its body, a set, or an enumeration with the head said once.

The forms come from how official letters name addressees (NĐ 30/2020/NĐ-CP, annex I, box 9) and from
the habit of saying the head noun once ("các Sở: Tài chính, Xây dựng").
"""

from __future__ import annotations

from . import places
from .committees import COMMITTEES, committee
from .lexicon import (
    GENERIC_NOUNS,
    HEADS,
    LEVELS,
    NUMERALS,
    POSITIONS,
    QUANTIFIERS,
    SPECIAL_UNITS,
    VILLAGE_HEADS,
)
from .posts import person, titled
from .tokens import Tokens, first_words
from .unit_names import enumeration, named, small_head
from .unit_sets import generic_set
from .unit_words import (
    FIELD_KEYS,
    FIELD_LONGEST,
    Unit,
)

_ELIDABLE = frozenset(
    {
        "bộ",
        "sở",
        "phòng",
        "cục",
        "vụ",
        "ban",
        "viện",
        "chi cục",
        "trường",
        "công ty",
        "tổng công ty",
        "tập đoàn",
        "hội",
        "báo",
    }
)
# "phân công 01 lãnh đạo phụ trách": people who are counted are what is to be provided.
_COUNTED = (LEVELS | GENERIC_NOUNS) - {
    "lãnh đạo",
    "cán bộ",
    "công chức",
    "viên chức",
    "thành viên",
    "đại biểu",
    "cá nhân",
}
_POLITE = frozenset({"đồng chí", "đ/c", "ông", "bà", "các đồng chí"})
_QUANTIFYING = first_words(QUANTIFIERS)
_VILLAGE = first_words(VILLAGE_HEADS)
_LEVEL = first_words(LEVELS)
_PERSONAL = first_words(_POLITE, COMMITTEES, POSITIONS)
_FIRST_WORDS = first_words(HEADS, SPECIAL_UNITS, POSITIONS, COMMITTEES, QUANTIFIERS, GENERIC_NOUNS, LEVELS, NUMERALS)


def may_start(t: Tokens) -> list[int]:
    """A cheap test: the words at which a unit might begin."""
    return [
        i
        for i, word in enumerate(t.low)
        if word in _FIRST_WORDS or (word < ":" and word.isdigit() and t.phrase(i + 1, 3, _COUNTED) > 0)
    ]


def parse_list(t: Tokens, i: int, *, joined: bool = False) -> tuple[list[Unit], int]:
    """The units listed from word `i` on.

    Args:
        t: the sentence.
        i: where the list may begin.
        joined: take "cùng …" as one more member (in a list of those who work with the lead).

    Returns:
        The units and the word after the list; no units where none begins at `i`.
    """
    units, j = parse_one(t, i)
    if not units:
        return [], i
    while j < t.count:
        k = _after_separator(t, j, joined)
        if k < 0 or k >= t.count or t.low[k] == "mỗi":
            break  # "Bộ A, Bộ B, mỗi bộ trong phạm vi của mình" names nobody else
        more, end = parse_one(t, k)
        if not more:
            more, end = _elided(t, k, units[-1])
        if not more and units[-1].head in LEVELS:
            more, end = places.small(t, k)
        if more and more[0].kind == "generic" and not _in_list(t, k):
            more = []
        if not more:
            break
        if units[-1].kind == "committee" and _bare(units[-1]) and more[0].kind == "committee" and not _bare(more[0]):
            units[-1] = units[-1]._replace(name=f"{units[-1].name} {more[0].name[len(more[0].head) :].strip()}")
        units += more
        j = end
    return units, j


def _bare(unit: Unit) -> bool:
    return unit.name == unit.head


def _in_list(t: Tokens, k: int) -> bool:
    """A set named inside a list: quantified, lower-case, or restricted; a capital begins a new clause."""
    return t.phrase(k, 2, QUANTIFIERS) > 0 or not t.capital(k)


def _after_separator(t: Tokens, j: int, joined: bool) -> int:
    word = t.low[j]
    if word in (",", ";"):
        if j + 1 < t.count and t.low[j + 1] in ("và", "cùng"):
            return j + 2
        return j + 1
    if word in ("và", "hoặc", "&"):
        return j + 1
    if word == "cùng" and joined:
        return j + 2 if j + 1 < t.count and t.low[j + 1] == "với" else j + 1
    return -1


def _elided(t: Tokens, k: int, before: Unit) -> tuple[list[Unit], int]:
    """Such as "Sở Y tế, Giáo dục và Đào tạo": the head of the unit before is meant again."""
    if before.kind != "named" or before.head.lower() not in _ELIDABLE or not t.capital(k):
        return [], k
    n = t.phrase(k, FIELD_LONGEST, FIELD_KEYS)
    if not n:
        return [], k
    return [Unit(f"{before.head} {t.slice(k, k + n)}", k, k + n, "named", before.head)], k + n


def parse_one(t: Tokens, i: int) -> tuple[list[Unit], int]:  # noqa: PLR0911, PLR0912  one way out for each form
    """One member of a list; several where an enumeration follows one head. Arguments and result as `parse_list`."""
    if i >= t.count:
        return [], i
    q = t.phrase(i, 3, QUANTIFIERS) if t.low[i] in _QUANTIFYING else 0
    if not q and (t.low[i].isdigit() or t.low[i] in NUMERALS) and t.phrase(i + 1, 3, _COUNTED):
        q = 1
    k = i + q
    if k >= t.count:
        return [], i
    if t.low[k] in _PERSONAL:
        n = t.phrase(k, 2, _POLITE)
        if n:
            return person(t, i, k + n, parse_one)
        n = t.phrase(k, 12, COMMITTEES)
        if n:
            return committee(t, i, k + n)
        # "Trưởng thôn" heads no body: a set of people
        n = 0 if t.low[k] in _VILLAGE and t.phrase(k, 4, VILLAGE_HEADS) else t.phrase(k, 4, POSITIONS)
        if n and (t.capital(k) or q or t.low[k] in ("người", "lãnh", "thủ", "giám", "chủ")):
            found = titled(t, i, k, k + n, parse_one)
            if found[0]:
                return found
    found = small_head(t, i, k, parse_one, quantified=bool(q))
    if found[0]:
        return found
    if t.low[k] in _LEVEL:
        found = places.listed(t, i, k) if q else places.told(t, i)
        if found[0]:
            return found
    if t.capital(k):
        found = enumeration(t, i, k) if q else named(t, k, parse_one)
        if found[0]:
            return found
    return generic_set(t, i, k, quantified=bool(q))
