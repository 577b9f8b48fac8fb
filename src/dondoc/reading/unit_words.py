"""What the words of a unit's name look like: where a name, a place, a person or a restriction ends."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from .lexicon import (
    ACTIONS,
    FIELDS,
    GENERIC_NOUNS,
    HEADS,
    LEVELS,
    NAME_PARTS,
    NOT_VERBS,
    POSITIONS,
    PROVINCES,
    QUANTIFIERS,
    STATE_WORDS,
    SURNAMES,
)
from .tokens import Tokens, first_words, tokenise

Kind = Literal["named", "titled", "generic", "committee", "person", "unknown"]


class Unit(NamedTuple):
    """A unit in a sentence: words `first` to `last` (excluded); `name` repeats an elided head."""

    name: str
    first: int
    last: int
    kind: Kind
    head: str = ""


#: Reads one unit of a list from a word on: what it finds, and the word after it.
ParseOne = Callable[[Tokens, int], tuple[list[Unit], int]]
FIELD_KEYS = frozenset(" ".join(tokenise(f).low) for f in FIELDS)
FIELD_LONGEST = max(len(f.split(" ")) for f in FIELD_KEYS)
PUNCTUATION = frozenset(",;:.!?()[]…\"'|/-")
_MAY_STOP = PUNCTUATION | {"và", "hoặc", "thì", "mà", "khi", "nếu"} | first_words(ACTIONS, STATE_WORDS, QUANTIFIERS)
_HEADING = frozenset({"chỉ đạo", "điều hành"})
_LONGEST_NAME = 14
_OPENING_A_PART = first_words(NAME_PARTS)


def stops(t: Tokens, j: int) -> bool:
    """Whether an action, a state or the end of the phrase begins at word `j`."""
    word = t.low[j]
    if word not in _MAY_STOP:
        return False
    if word in PUNCTUATION or word in ("và", "hoặc", "thì", "mà", "khi", "nếu"):
        return True
    if t.capital(j):
        return False
    if t.phrase(j, 3, NOT_VERBS):
        return False
    return bool(t.phrase(j, 3, ACTIONS) or t.phrase(j, 3, STATE_WORDS) or t.phrase(j, 2, QUANTIFIERS))


def action_at(t: Tokens, j: int) -> bool:
    """Whether words that open a duty stand at `j`."""
    return j < t.count and not t.capital(j) and t.phrase(j, 5, ACTIONS) > 0 and not t.phrase(j, 3, NOT_VERBS)


def place_end(t: Tokens, j: int) -> int:
    """The end of a place name that begins at `j` ("Bà Rịa - Vũng Tàu", "1"), or `j`."""
    if j >= t.count:
        return j
    if t.low[j].isdigit() and j > 0 and t.low[j - 1] in ("quận", "phường", "tổ", "khu", "sở"):
        return j + 1
    n = t.phrase(j, 5, PROVINCES)
    if n and t.capital(j):
        return j + n
    k = j
    while k < t.count and k - j < 4 and t.capital(k) and t.words[k].isalpha() and not head_at(t, k):
        k += 1
    return k


def head_at(t: Tokens, k: int) -> int:
    """How many words of a body's head noun stand at `k`, none where the word only looks like one."""
    if not t.capital(k):
        return 0
    n = t.phrase(k, 4, HEADS)
    if not n or (n == 1 and t.low[k : k + 2] == ["tổ", "chức"]):
        return 0
    after = k + n
    if n > 1 or t.words[k].isupper() or after >= t.count:
        return n
    return n if t.capital(after) or t.phrase(after, 2, LEVELS) else 0


def skip_parenthesis(t: Tokens, j: int) -> int:
    """The word after a parenthesis that opens at `j`, or `j`."""
    if j < t.count and t.low[j] == "(":
        for k in range(j + 1, min(j + 40, t.count)):
            if t.low[k] == ")":
                return k + 1
    return j


def name_end(t: Tokens, j: int, *, inner_comma: bool = True) -> int:
    """The end of a name in running text: capitals, and lower-case words up to an action."""
    k = j
    while k < t.count:
        word = t.low[k]
        if word in ("và", "-", ",", "&"):
            if k + 1 >= t.count or k == j:
                break
            n = t.phrase(k + 1, FIELD_LONGEST, FIELD_KEYS)
            if (
                head_at(t, k + 1)
                or t.phrase(k + 1, 4, POSITIONS)
                or t.phrase(k + 1, 2, QUANTIFIERS)
                or (word == "," and n)
            ):
                break
            if word == ",":
                if any(" ".join(t.low[k - w : k]) in PROVINCES for w in (1, 2, 3) if k - w > j):
                    break  # the name has ended with its place
                # A comma is inside a name only where "và" closes the same name soon after.
                near = t.low[k + 1 : k + 8]
                if not inner_comma or not t.capital(k + 1) or "và" not in near or "," in near[: near.index("và")]:
                    break
            elif not t.capital(k + 1) and (word == "&" or stops(t, k + 1) or t.phrase(k + 1, 4, GENERIC_NOUNS)):
                break
            k += 1
            continue
        if t.capital(k) and k > j and head_at(t, k):
            break
        part = t.phrase(k, 7, NAME_PARTS) if word in _OPENING_A_PART else 0
        if part and k > j and not t.capital(k) and t.phrase(k, 2, _HEADING):
            break  # "Phòng Y tế chỉ đạo …"; but "Trung tâm điều hành"
        if part or t.capital(k):
            k += part or 1  # "Văn phòng Đăng ký đất đai": words of action may be the name's
            continue
        if word == "thuộc" or stops(t, k) or t.phrase(k, 2, LEVELS) or k - j > _LONGEST_NAME:
            break
        k += 1
    return k


def levels_end(t: Tokens, j: int) -> int:
    """Past "huyện, thị xã và thành phố"."""
    n = t.phrase(j, 2, LEVELS)
    if not n:
        return j
    j += n
    while j + 1 < t.count and t.low[j] in (",", "và", "/", "-"):
        n = t.phrase(j + 1, 2, LEVELS)
        if not n or (j + 1 + n < t.count and t.capital(j + 1 + n) and t.low[j] != ","):
            break
        j += 1 + n
    return j


def person_end(t: Tokens, j: int) -> int:
    """The end of a person's name at `j` (a known surname and one to four capitalised words), or `j`."""
    if j >= t.count or not t.capital(j) or t.low[j] not in SURNAMES or t.phrase(j, 4, PROVINCES):
        return j
    k = j
    while k < t.count and k - j < 5 and t.capital(k) and (t.words[k].isalpha()):
        k += 1
    return k if k - j >= 2 else j


def skip_comma(t: Tokens, j: int) -> int:
    """Past one comma that closes an apposition."""
    return j + 1 if j + 1 < t.count and t.low[j] == "," and action_at(t, j + 1) else j


def unit_of(t: Tokens, first: int, last: int, kind: Kind, head: str = "") -> Unit:
    """The unit that the words `first` to `last` (excluded) name as printed."""
    return Unit(t.slice(first, last), first, last, kind, head)
