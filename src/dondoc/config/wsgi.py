"""The WSGI entry point for granian or any other server."""

import gc
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from dondoc.foundation.stopping import watch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
os.environ.setdefault("DONDOC_POOL", "1")
_answer = get_wsgi_application()
# Streams would hold the server for as long as it waits for them; they end when it is asked to stop.
watch()
# A stream that waits for news holds a thread (ADR 0011), so a process has many; answers are still made one at a time, which
# is what was measured to be fastest: threads that work at once take the interpreter from each other.
_turn = threading.Semaphore(1)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request in its turn; what is streamed of the answer is made outside of it."""
    with _turn:
        return _answer(environ, start_response)


# What is loaded by now lives as long as the process: the collector need not look at it again at each request.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
