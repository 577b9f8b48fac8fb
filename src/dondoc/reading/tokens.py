"""Words of a sentence with their offsets, made once and shared by the rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .normalise import comparable

# A word keeps inner joints ("NN&PTNT", "các-bon", "17h00", "15/12", "6,01"); anything else is one sign.
_TOKEN = re.compile(r"\w+(?:[-/&.'+](?=\w)\w+|,(?<=\d,)(?=\d)\w+)*|[^\w\s]")


# For each set of phrases, by the word that a phrase begins with: 1 where the word alone is one, and by the second word
# the most words of a phrase. Sets are module constants, so few.
_Begun = tuple[int, dict[str, int]]
_INDEX: dict[frozenset[str], dict[str, _Begun]] = {}


def _index(known: frozenset[str]) -> dict[str, _Begun]:
    by_first: dict[str, _Begun] = {}
    for phrase in known:
        first, *others = phrase.split(" ")
        alone, longer = by_first.get(first, (0, {}))
        if others:
            longer[others[0]] = max(len(others) + 1, longer.get(others[0], 0))
        by_first[first] = (alone if others else 1, longer)
    _INDEX[known] = by_first
    return by_first


def first_words(*known: frozenset[str]) -> frozenset[str]:
    """The words that begin a phrase of one of the sets: a test that spares most questions to `Tokens.phrase`."""
    return frozenset(phrase.split(" ")[0] for phrases in known for phrase in phrases)


@dataclass(slots=True, eq=False)
class Tokens:
    """A piece of text as words; `starts` and `ends` are offsets in `text`; `same` is its comparable form.

    `count`, how many words, is asked so often that it is no `len()`.
    """

    text: str
    same: str
    words: list[str]
    low: list[str]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    count: int

    def capital(self, i: int) -> bool:
        """Whether word `i` begins with a capital letter."""
        return self.words[i][0].isupper()

    def phrase(self, i: int, longest: int, known: frozenset[str]) -> int:
        """How many words from `i` make the longest phrase of `known`; 0 for none."""
        low = self.low
        if i >= len(low):
            return 0
        begun = (_INDEX.get(known) or _index(known)).get(low[i])
        if begun is None:
            return 0
        alone, longer = begun
        if longer and i + 1 < len(low):
            most = longer.get(low[i + 1])
            if most:
                for n in range(min(most, longest, len(low) - i), 1, -1):
                    if " ".join(low[i : i + n]) in known:
                        return n
        return alone

    def slice(self, i: int, j: int) -> str:
        """The text of the words `i` to `j` (excluded) as it stands."""
        return self.text[self.starts[i] : self.ends[j - 1]] if j > i else ""


@lru_cache(maxsize=32)
def tokenise(text: str, same: str | None = None) -> Tokens:
    """Split a clean text (see `lines`) into words; case and accents kept; `same` is its comparable form when known."""
    if same is None:
        same = comparable(text)
    spans = [match.span() for match in _TOKEN.finditer(same)]
    words = [same[a:b] for a, b in spans]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Tokens(text, same, words, [*map(str.lower, words)], starts, ends, len(words))
