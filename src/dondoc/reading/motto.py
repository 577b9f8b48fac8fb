"""The country's name and motto over the right box of the head, also where a narrow column broke them into lines.

A line that was broken off ("VIỆT NAM", "NAM") is in capitals like the names in the left box, and nothing in itself
says that it is none of them: only the line that it completes does.
"""

from __future__ import annotations

import re
from itertools import pairwise

from .normalise import comparable

MOTTO = re.compile(
    r"CỘNG H[ÒO][ÀA]? XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM",
    re.IGNORECASE,
)
_WORDS = tuple(
    tuple(words.split())
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP TỰ DO HẠNH PHÚC", "ĐẢNG CỘNG SẢN VIỆT NAM")
)
_FEWEST = 2
_WORD = re.compile(r"\w+")
_REPUBLIC = re.compile(r"H[ÒO][ÀA]?")
# Lines of the left box that may stand between a line and its rest, where a text goes from left to right.
_BETWEEN = 3
# Both boxes of a head stand among its first pieces.
_MOST_PIECES = 60
Piece = tuple[str, bool]


def mended(found: list[Piece]) -> list[Piece]:
    """The pieces of a head with each name or motto in one of them.

    A piece that ends with the beginning of one takes the pieces near it that are its rest; where the rest is not
    there, nothing is changed.

    Args:
        found: texts in order, each with whether it stands in the right half.

    Returns:
        The pieces; the same ones where nothing was broken.
    """
    out = list(found)
    i = 0
    while i < min(len(out), _MOST_PIECES):
        _complete(out, i)  # takes out only what comes after it
        i += 1
    return out


def _complete(out: list[Piece], i: int) -> None:
    """Complete piece `i` from those after it."""
    wanted = _missing(_said(out[i][0]))
    taken: list[int] = []
    rest: list[str] = []
    left_over = ""  # of a piece that says more than the rest
    j = last = i + 1
    while wanted and j < len(out) and j - last <= _BETWEEN:
        text = out[j][0]
        said = _said(text)
        if said and said == wanted[: len(said)]:
            rest.append(text)
            wanted = wanted[len(said) :]
            taken.append(j)
            last = j + 1
        elif said[: len(wanted)] == wanted and _opens(said[len(wanted) :]):
            end = list(_WORD.finditer(text))[len(wanted) - 1].end()
            rest.append(text[:end])
            left_over = text[end:].strip()
            wanted = ()
            taken.append(j)
        j += 1
    if wanted or not taken:
        return
    out[i] = (_joined([out[i][0], *rest]), out[i][1])
    if left_over:
        out[taken.pop()] = (left_over, out[i][1])
    for j in reversed(taken):
        del out[j]


def _said(text: str) -> tuple[str, ...]:
    """The words of a text in capitals, spelt alike."""
    words = _WORD.findall(comparable(text).upper())
    return tuple("HÒA" if _REPUBLIC.fullmatch(word) else word for word in words)


def _missing(said: tuple[str, ...]) -> tuple[str, ...]:
    """What a name or motto lacks that stands unfinished at the end of some words; nothing where none does."""
    for words in _WORDS:
        for length in range(len(words) - 1, _FEWEST - 1, -1):
            if said[-length:] == words[:length]:
                return words[length:]
    return ()


def _opens(said: tuple[str, ...]) -> bool:
    """Whether words begin with those that a name or motto begins with."""
    return any(said[:_FEWEST] == words[:_FEWEST] for words in _WORDS)


def _joined(parts: list[str]) -> str:
    """Parts on one line; a dash at either end of a break stands once."""
    out = parts[0]
    for before, part in pairwise(parts):
        doubled = comparable(before).rstrip().endswith("-") and comparable(part).lstrip().startswith("-")
        out += f" {part.lstrip(' -–—') if doubled else part}"
    return out
