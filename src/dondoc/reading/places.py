"""Places that act, and bodies named by the places they are of: "các tỉnh Lào Cai, Phú Thọ", "Sở Y tế các tỉnh A, B"."""

from __future__ import annotations

from .committees import areas
from .lexicon import LEVELS
from .tokens import Tokens, first_words
from .unit_sets import generic_set
from .unit_words import Unit, place_end, unit_of

Found = tuple[list[Unit], int]
# Before a place written small that is told something.
_TOLD_BY = frozenset({"riêng", "giao", "nghị", "cầu"})
# Companies that are called by their field and the place ("Viễn thông Lào Cai").
_BY_PLACE = frozenset({"viễn thông"})
_NO_PLACE = frozenset({"địa", "cấp"})
PARTY = frozenset({
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "quận đoàn", "thị đoàn", "xã đoàn",
})  # fmt: skip
_OPENING_A_PLACE = first_words(_BY_PLACE, LEVELS)


def party_at(t: Tokens, k: int) -> int:
    """How many words of a party's or union's committee, named by its level, stand at `k` ("Tỉnh ủy", "huyện đoàn")."""
    return t.phrase(k, 2, PARTY)


def small(t: Tokens, k: int) -> Found:
    """A place written small ("thành phố Hà Nội"); nothing where none begins at `k`."""
    n = 0 if t.capital(k) else t.phrase(k, 2, LEVELS)
    end = place_end(t, k + n) if n and k + n < t.count and t.capital(k + n) else k
    return ([unit_of(t, k, end, "named", " ".join(t.low[k : k + n]))], end) if end > k + n else ([], k)


def told(t: Tokens, i: int) -> Found:
    """A place written small where somebody who is told something may stand."""
    return small(t, i) if i == 0 or t.low[i - 1] in _TOLD_BY else ([], i)


def listed(t: Tokens, i: int, k: int) -> Found:
    """Such as "các tỉnh Lào Cai, Phú Thọ": each with its level; nothing for one name.

    Args:
        t: the sentence.
        i: where "các" stands.
        k: where the level stands.
    """
    n = 0 if t.capital(k) else t.phrase(k, 2, LEVELS)
    if not n or k + n >= t.count or not t.capital(k + n):
        return [], i
    names, end = areas(t, k + n, t.slice(k, k + n))
    units = [Unit(name, i if a == k + n else a, b, "named") for name, a, b in names]
    return (units, end) if len(units) > 1 else ([], i)


def by_level(t: Tokens, k: int) -> Found:
    """A place written with a capital ("Tỉnh Kiên Giang", "Thành phố"), or a set that opens the sentence ("Xã, phường có …")."""
    if t.low[k] not in _OPENING_A_PLACE:
        return [], k
    if t.phrase(k, 2, _BY_PLACE) and place_end(t, k + 2) > k + 2:
        end = place_end(t, k + 2)
        return [unit_of(t, k, end, "named")], end
    n = 0 if party_at(t, k) else t.phrase(k, 2, LEVELS)
    if not n:
        return [], k
    if k + n < t.count and t.low[k + n] in (",", "và") and t.phrase(k + n + 1, 2, LEVELS):
        return generic_set(t, k, k, quantified=True)
    if t.low[k] in _NO_PLACE:
        return [], k
    end = place_end(t, k + n)
    return [unit_of(t, k, end, "named")], end


def shared(t: Tokens, k: int, end: int, head: str) -> Found:
    """Such as "Sở Công Thương các tỉnh Bắc Giang, Hải Dương": the same body of each place.

    Args:
        t: the sentence.
        k: where the body's name begins.
        end: the word after it.
        head: its head noun.
    """
    if end + 1 >= t.count or t.low[end] != "các":
        return [], k
    n = t.phrase(end + 1, 2, LEVELS)
    at = end + 1 + n
    if not n or at >= t.count or not (t.capital(at) or t.low[at] == ":"):
        return [], k
    name = t.slice(k, end)
    names, stop = areas(t, at + (t.low[at] == ":"), t.slice(end + 1, at))
    units = [Unit(f"{name} {place}", x, y, "named", head) for place, x, y in names]
    if len(units) < 2:  # noqa: PLR2004  one place is part of the name
        return [], k
    units[0] = Unit(units[0].name, k, units[0].last, "named", head)
    return units, stop
