"""The worker beside the web server: a child process that is watched, started again when it ends, and stopped with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

_LOOK_SECONDS = 1.0
_LONGEST_PAUSE = 60.0
_STOP_SECONDS = 30


@contextmanager
def background() -> Iterator[None]:
    """Run `dondoc worker` for the length of the block, on the database that DATABASE_URL names."""
    stopping = threading.Event()
    watcher = threading.Thread(target=_keep, args=(stopping,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        watcher.join(timeout=_STOP_SECONDS + 2 * _LOOK_SECONDS)


def _keep(stopping: threading.Event) -> None:
    pause = _LOOK_SECONDS
    while not stopping.is_set():
        # A session of its own: Ctrl-C reaches it once, from here, and it finishes the job in hand.
        process = subprocess.Popen(
            [sys.executable, "-m", "dondoc.cli", "worker", "--child"],
            env={key: value for key, value in os.environ.items() if key != "DONDOC_POOL"}, start_new_session=True,
        )  # fmt: skip
        lived = 0.0
        while process.poll() is None and not stopping.wait(_LOOK_SECONDS):
            lived += _LOOK_SECONDS
        if stopping.is_set():
            _stop(process)
            return
        # One that ends at once again and again must not keep the machine busy.
        pause = _LOOK_SECONDS if lived > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
        click.echo(f"Tiến trình chạy việc nền đã dừng (mã {process.returncode}); đang khởi động lại…", err=True)
        stopping.wait(pause)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        # The job in hand takes too long: another worker will take it back (`jobs.stalled`).
        process.kill()
        process.wait()
