"""That a process is asked to stop reaches who waits, also where a server sets its own handlers afterwards."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from dondoc.foundation import stopping

# As the server does it: it loads us, and sets its handlers then.
SERVER = """
import os, signal, sys, threading
from dondoc.foundation import stopping

told, handled = threading.Event(), threading.Event()
stopping.when_asked_to_stop(told.set)
assert stopping.watch()
signal.signal(signal.{name}, lambda *_: handled.set())
signal.signal(signal.SIGUSR1, lambda *_: None)
os.kill(os.getpid(), signal.SIGUSR1)
assert not told.wait(0.2), "another signal"
os.kill(os.getpid(), signal.{name})
assert told.wait(10), "nobody was told"
assert handled.wait(10), "the server's own handler was lost"
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_who_waits_is_told_and_the_server_too(name):
    done = subprocess.run(
        [sys.executable, "-c", SERVER.format(name=name)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_only_a_main_thread_can_watch():
    said = []
    thread = threading.Thread(target=lambda: said.append(stopping.watch()))
    thread.start()
    thread.join()
    assert said == [False]
