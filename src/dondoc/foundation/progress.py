"""How far something long is: told by the process that does it, asked by the page that waits.

It is no fact of the province, so it stands in the cache and goes by itself; which process serves the question does not matter.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache

_KEPT_SECONDS = 300


def teller(what: str, jurisdiction_id: int, object_id: int = 0) -> Callable[[int, int], None]:
    """Return the function that keeps how many rows of how many are done.

    Args:
        what: a short code of the work.
        jurisdiction_id: whose.
        object_id: of what; 0 for work of which a jurisdiction has one at a time.
    """
    name = _name(what, jurisdiction_id, object_id)

    def tell(done: int, total: int) -> None:
        with suppress(OSError):  # a full disk stops no work
            cache.set(name, (done, total), _KEPT_SECONDS)

    return tell


def progress_of(what: str, jurisdiction_id: int, object_id: int = 0) -> tuple[int, int] | None:
    """Return how many rows of how many are done; None where nothing goes on."""
    found: tuple[int, int] | None = cache.get(_name(what, jurisdiction_id, object_id))
    return found


def finished(what: str, jurisdiction_id: int, object_id: int = 0) -> None:
    """Forget how far it is: it is over."""
    with suppress(OSError):
        cache.delete(_name(what, jurisdiction_id, object_id))


def _name(what: str, jurisdiction_id: int, object_id: int) -> str:
    return f"progress:{what}:{jurisdiction_id}:{object_id}"
