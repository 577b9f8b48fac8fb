"""How far the recognition of a scanned upload is: told by the process that reads, asked by the page that waits.

It is no fact of the province, so it stands in the cache and goes by itself; which process serves the question does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache

_KEPT_SECONDS = 180


def teller(user_id: int, key: str) -> Callable[[int, int], None]:
    """Return the function that keeps the number of the page begun and of how many.

    Args:
        user_id: who waits.
        key: of the submission, as the form sent it.
    """
    name = _name(user_id, key)

    def tell(page: int, pages: int) -> None:
        with suppress(OSError):  # a full disk stops no reading
            cache.set(name, (page, pages), _KEPT_SECONDS)

    return tell


def page_of(user_id: int, key: str) -> tuple[int, int] | None:
    """Return the page that is being recognised for this person, and of how many; None where none is.

    Args:
        user_id: who asks.
        key: of the submission.
    """
    found: tuple[int, int] | None = cache.get(_name(user_id, key))
    return found


def _name(user_id: int, key: str) -> str:
    return f"scan:{user_id}:{hashlib.sha256(key.encode()).hexdigest()}"
