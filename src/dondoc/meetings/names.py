"""Who is who: names as people write them, and whether two who are named are one person. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dondoc.foundation.text import fold

#: The polite words before a name, folded: đồng chí, đ/c, ông, bà.
_POLITE = ("dong chi ", "d c ", "dc ", "ong ", "ba ")


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    """A name as it is compared: without diacritics, case, and the polite words before it.

    Ông is a surname too: what would leave a single word is no polite word.

    >>> person_key("Đ/c  Đặng Quốc Khải")
    'dang quoc khai'
    """
    key = fold(name)
    while True:
        shorter = next((key[len(word) :] for word in _POLITE if key.startswith(word)), "")
        if " " not in shorter:
            return key
        key = shorter


def same_name(one: str, other: str) -> bool:
    """Whether two names are one; no name is nobody's."""
    return bool(person_key(one)) and person_key(one) == person_key(other)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as a list names them.

    Attributes:
        name: who it is, "" where nobody is known by name.
        post_id: the post of the directory that they are called by, None for none.
        address: the e-mail address that the directory keeps with the post.
        shown: how a page names them, where that is not the name.
    """

    name: str
    post_id: int | None = None
    address: str = ""
    shown: str = ""

    def __str__(self) -> str:
        """How a page names them."""
        return self.shown or self.name


def same_person(one: Named, other: Named) -> bool:
    """Whether two who are named are one person.

    One post is one person. A name without a post is whoever has that name. Holders of two posts who share a name are
    namesakes, unless the directory keeps one e-mail address with both.
    """
    if one.post_id is not None and one.post_id == other.post_id:
        return True
    if not same_name(one.name, other.name):
        return False
    if one.post_id is None or other.post_id is None:
        return True
    return bool(one.address.strip()) and one.address.strip().casefold() == other.address.strip().casefold()
