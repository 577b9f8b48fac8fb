"""That this process is asked to stop, for what would otherwise wait long: the streams of live pages."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

_ASKS = frozenset({signal.SIGINT, signal.SIGTERM})
_listeners: list[Callable[[], None]] = []


def when_asked_to_stop(listener: Callable[[], None]) -> None:
    """Call this, from a thread of its own, once the process is asked to stop. It must not block."""
    _listeners.append(listener)


def tell() -> None:
    """Call all who want to know."""
    for listener in _listeners:
        listener()


def watch() -> bool:
    """Watch for the signals that ask a process to stop, whatever handlers others set for them later.

    The server sets its own handlers after it has loaded us and calls nobody. What Python writes to the wake-up file when a
    signal arrives is told to us beside them.

    Returns:
        Whether it is watched; only a main thread can.
    """
    if threading.current_thread() is not threading.main_thread():
        return False
    told, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(told,), name="stopping", daemon=True).start()
    return True


def _listen(told: int) -> None:
    while numbers := os.read(told, 64):
        if _ASKS.intersection(numbers):
            tell()
