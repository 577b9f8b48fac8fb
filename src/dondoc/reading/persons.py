"""A person or a post in running text: position and name told apart."""

from __future__ import annotations

import re

from .lexicon import POSITIONS, PROVINCES, SURNAMES
from .model import Person
from .normalise import comparable

_POLITE = re.compile(r"^(?:(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị)\s+)+", re.IGNORECASE)
_WORD = re.compile(r"[A-ZĐÀ-Ỹ][\wà-ỹđ']*$")
_LONGEST_NAME = 5
_PLACE_WORDS = 2
_PLACE_BEFORE = frozenset({"huyện", "quận", "xã", "phường", "trấn", "phố", "khu"})


def person(text: str, reason: str | None = None) -> Person | None:
    """Read "Chủ tịch UBND tỉnh Lâm Minh Thành" or "đồng chí Lâm Minh Thành, Chủ tịch UBND tỉnh".

    Args:
        text: the words that name a person or a post.
        reason: why the person was absent, when told.

    Returns:
        Position and name as printed, either None where not given; None where the text names nobody.
    """
    clean = " ".join(text.replace("*", " ").split()).strip(" ,.;:()-–")
    clean = _POLITE.sub("", clean).strip()
    if not clean:
        return None
    same = comparable(clean)
    head, _, rest = _split_apposition(same)
    name_first = _name_length(head.split(" "), 0)
    if name_first and name_first == len(head.split(" ")):
        post = clean[len(head) :].strip(" ,-–()")
        return (
            Person(clean[: len(head)], post or None, reason)
            if not rest or _position(rest)
            else Person(clean[: len(head)], None, reason)
        )
    words = clean.split(" ")
    plain = same.split(" ")
    for start in range(1, len(words)):
        n = _name_length(plain, start)
        if n == _PLACE_WORDS and plain[start - 1].lower() in _PLACE_BEFORE:
            break  # "Chủ tịch UBND huyện Phú Ninh": a place, though its first word is a surname too
        if n and start + n == len(words):
            return Person(" ".join(words[start:]), " ".join(words[:start]).strip(" ,-–") or None, reason)
    return Person(None, clean, reason) if _position(same) else None


def _split_apposition(same: str) -> tuple[str, str, str]:
    m = re.search(r"\s*(?:,|\s-|\()\s*", same)
    return (same[: m.start()], m.group(), same[m.end() :]) if m else (same, "", "")


def _position(same: str) -> bool:
    low = same.lower()
    return any(low.startswith(p) for p in POSITIONS if p not in ("ông", "bà", "trưởng"))


def _name_length(words: list[str], start: int) -> int:
    """How many words from `start` are a person's name: a known surname and one to four capitalised words."""
    if words[start].lower() not in SURNAMES:
        return 0
    for n in (4, 3, 2):
        if " ".join(words[start : start + n]).lower() in PROVINCES:
            return 0
    k = start
    while k < len(words) and k - start < _LONGEST_NAME and _WORD.fullmatch(words[k]):
        k += 1
    return k - start if k - start > 1 else 0


def listed(same: str, start: int, end: int) -> list[tuple[int, int]]:
    """Members of a list between commas or semicolons that stand outside parentheses."""
    separators = ";" if ";" in same[start:end] else ",;"
    out: list[tuple[int, int]] = []
    depth = 0
    at = start
    for i in range(start, end):
        ch = same[i]
        depth += (ch == "(") - (ch == ")")
        if depth == 0 and ch in separators:
            if ch == "," and re.match(r",\s*(?:cử|ủy quyền)", same[i:end]):
                continue
            if ch == "," and re.match(r",\s*(?:Phó |Chủ tịch|Giám đốc|Trưởng|Chánh)", same[i:end]):
                named = person(same[at:i])
                if named and named.name and not named.position:
                    continue  # "Lê Văn Hùng, Trưởng phòng Tư pháp" is one
            out.append((at, i))
            at = i + 1
    out.append((at, end))
    return [(a, b) for a, b in out if same[a:b].strip(" ,;.")]
