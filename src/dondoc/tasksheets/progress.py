"""How far the taking in of a sheet is: told by the process that does it, asked by the page that waits.

It is no fact of the province, so it stands in the cache and goes by itself; which process serves the question does not matter.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.core.cache import cache

_KEPT_SECONDS = 300


def teller(jurisdiction_id: int, import_id: int) -> Callable[[int, int], None]:
    """Return the function that keeps how many rows of how many are taken in."""
    name = _name(jurisdiction_id, import_id)

    def tell(done: int, total: int) -> None:
        with suppress(OSError):  # a full disk stops no import
            cache.set(name, (done, total), _KEPT_SECONDS)

    return tell


def progress_of(jurisdiction_id: int, import_id: int) -> tuple[int, int] | None:
    """Return how many rows of how many are taken in; None where nothing goes on."""
    found: tuple[int, int] | None = cache.get(_name(jurisdiction_id, import_id))
    return found


def finished(jurisdiction_id: int, import_id: int) -> None:
    """Forget how far it is: it is over."""
    with suppress(OSError):
        cache.delete(_name(jurisdiction_id, import_id))


def _name(jurisdiction_id: int, import_id: int) -> str:
    return f"task_import:{jurisdiction_id}:{import_id}"
