"""A post with the body that it heads, and a person with a post."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from .lexicon import (
    POSITIONS,
    QUANTIFIERS,
)
from .tokens import Tokens
from .unit_names import tail
from .unit_words import (
    FIELD_KEYS,
    FIELD_LONGEST,
    ParseOne,
    Unit,
    head_at,
    name_end,
    person_end,
    skip_comma,
    stops,
    unit_of,
)

_BY_GIVEN_NAME = frozenset({"ông", "bà"})


def titled(t: Tokens, i: int, k: int, j: int, one: ParseOne) -> tuple[list[Unit], int]:
    """A post with the body it heads ("Giám đốc các Sở: …" is repeated for each); `one` reads that body."""
    title = t.slice(k, j)
    if j >= t.count or (stops(t, j) and not t.phrase(j, 2, QUANTIFIERS)):
        if t.low[k] in ("lãnh", "trưởng", "thành") and j - k <= 2:
            return [], i
        return ([unit_of(t, i, j, "titled", title)], j) if t.capital(k) or t.low[k] in ("chủ", "người") else ([], i)
    inner, end = one(t, j)
    if inner and inner[0].kind in ("person", "titled"):
        inner = []
    if not inner:
        end = person_end(t, j)
        if end == j:
            field = t.phrase(j, FIELD_LONGEST, FIELD_KEYS)
            if field and t.capital(j):
                end = tail(t, j + field, one)  # "Trưởng phòng Giáo dục và Đào tạo"
            elif t.capital(j):
                end = tail(t, name_end(t, j), one)
            elif t.low[k] not in ("người", "trưởng"):
                end = j
            else:
                end = name_end(t, j)
        if end == j and not t.capital(k):
            return [], i
        return [unit_of(t, i, end, "titled", title)], end
    if len(inner) > 1:
        units = [Unit(f"{title} {u.name}", u.first, u.last, "titled", title) for u in inner]
        units[0] = units[0]._replace(first=i)
        return units, end
    end = person_end(t, end)
    return [unit_of(t, i, end, "titled", title)], end


def person(t: Tokens, i: int, j: int, one: ParseOne) -> tuple[list[Unit], int]:
    """Such as "đồng chí Nguyễn Văn A - Phó Chủ tịch UBND tỉnh" stays whole; "đồng chí Giám đốc Sở Y tế" too."""
    end = person_end(t, j) if j >= t.count or t.low[j - 1] not in _BY_GIVEN_NAME else _called(t, j)
    if end == j:
        inner, stop = one(t, j) if j < t.count else ([], j)
        if inner and inner[-1].kind in ("titled", "generic"):
            inner[0] = inner[0]._replace(name=t.slice(i, inner[0].last), first=i)
            return inner, stop
        return [], i
    if end + 1 < t.count and t.low[end] in (",", "-") and t.capital(end + 1):
        n = t.phrase(end + 1, 4, POSITIONS)
        if n:
            post, stop = titled(t, end + 1, end + 1, end + 1 + n, one)
            if len(post) == 1:
                return [unit_of(t, i, post[0].last, "person")], skip_comma(t, stop)
    return [unit_of(t, i, end, "person")], end


def _called(t: Tokens, j: int) -> int:
    """The end of a name after "ông" or "bà": people are called by their given name alone too."""
    end = person_end(t, j)
    while end < t.count and end - j < 5 and t.capital(end) and t.words[end].isalpha() and not head_at(t, end):
        if t.phrase(end, 4, POSITIONS):
            break
        end += 1
    return end
