"""Whether letters are Vietnamese: a PDF whose font maps codes to wrong letters shows none."""

from __future__ import annotations

import re
import unicodedata

_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x80-\x9f]")
_SAMPLE = 20_000
_ENOUGH_WORDS = 40
_LEAST_SHARE = 0.5
_MOST_LOST = 0.03


def is_garbled(text: str) -> bool:
    """Whether a text of some length is no Vietnamese: letters lost, or words that no syllable looks like.

    Args:
        text: NFC text; a short one is never garbled, since there is too little to judge by.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(_NO_LETTER.findall(sample)) > _MOST_LOST * max(_ENOUGH_WORDS, len(sample)):
        return True
    if len(words) < _ENOUGH_WORDS:
        return False
    shaped = sum(1 for word in words if _SYLLABLE.fullmatch(_plain(word)))
    return shaped < _LEAST_SHARE * len(words)


def _plain(word: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFD", word) if not unicodedata.combining(ch))
