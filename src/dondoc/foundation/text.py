"""Vietnamese text: folding for search, and a key for alphabetical order.

The database has neither `unaccent` nor a Vietnamese collation that could be relied on (ADR 0001), so both
are computed here and stored beside the text.
"""

from __future__ import annotations

import re
import unicodedata

# What a spreadsheet takes for a formula begins with one of these.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SPACES = re.compile(r"[\W_]+")
# The alphabet's order: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y (TCVN 5712), tones after letters.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{index:02d}" for index, letter in enumerate(_LETTERS, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, đ as d, every other character run as one space.

    >>> fold("Sở Kế hoạch và Đầu tư")
    'so ke hoach va dau tu'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(ch for ch in plain if not unicodedata.combining(ch))
    return _SPACES.sub(" ", bare).strip()


def sort_key(text: str) -> str:
    """Return a string whose byte order is the Vietnamese alphabetical order of `text`.

    Letters decide first, tones only between equal letters, as dictionaries do; digits come before letters.
    """
    letters: list[str] = []
    tones: list[str] = []
    for ch in unicodedata.normalize("NFC", text.lower()):
        if ch in _RANK:
            letters.append(_RANK[ch])
            tones.append("0")
            continue
        parts = unicodedata.normalize("NFD", ch)
        base = unicodedata.normalize("NFC", parts[0] + "".join(p for p in parts[1:] if p in _SHAPES))
        if base in _RANK:
            letters.append(_RANK[base])
            tones.append(next((_TONES[p] for p in parts[1:] if p in _TONES), "0"))
        elif ch.isdigit():
            letters.append("0" + ch)
            tones.append("0")
        elif letters and letters[-1] != "..":
            letters.append("..")
            tones.append("0")
    return "".join(letters) + "!" + "".join(tones).rstrip("0")


def without_formula(text: str) -> str:
    """Return `text` so that a spreadsheet shows it instead of running it: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def shortened(text: str, most: int) -> str:
    """The text, or as many whole words of it as fit with the sign that it goes on.

    Args:
        text: any.
        most: how many letters at most, the sign included.
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut if text[most - 1].isspace() else cut.rpartition(" ")[0] or cut
    return words.rstrip(" ,;:.–-") + "…"


def whole_number(text: str | None) -> int | None:
    """A whole number as a form gives it, a row's or a count; None where it is none, or longer than any bigint may be."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 18 else None  # noqa: PLR2004 - of a bigint
