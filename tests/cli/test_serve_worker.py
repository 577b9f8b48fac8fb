"""`dondoc serve` has a worker beside it: watched, started again, stopped with it; none with --no-worker."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from tests.cli.test_serve import Server, server

__all__ = ["server"]

pytestmark = pytest.mark.postgres


def workers_of(server: Server) -> list[int]:
    """The process numbers of the server's workers, as the kernel tells them."""
    assert server.process is not None
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:  # it ended meanwhile
            continue
        if b"worker" in words and parent == str(server.process.pid):
            found.append(int(folder.name))
    return found


def runs(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition, server: Server) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(server.said())


def test_it_runs_a_worker_starts_it_again_and_stops_it(server: Server) -> None:
    server.start()
    server.wait_until_it_answers()
    until(lambda: server.status("/healthz/ready") == 200, server)
    (first,) = workers_of(server)
    os.kill(first, signal.SIGKILL)
    until(lambda: workers_of(server) not in ([], [first]), server)
    until(lambda: server.status("/healthz/ready") == 200, server)
    assert "Tiến trình chạy việc nền đã dừng" in server.said()
    (second,) = workers_of(server)
    assert server.stop(signal.SIGINT) == 0, server.said()
    assert not runs(second)
    assert "Traceback" not in server.said()


def test_a_worker_does_not_outlive_a_server_that_was_killed(server: Server) -> None:
    server.start()
    server.wait_until_it_answers()
    until(lambda: workers_of(server), server)
    (worker,) = workers_of(server)
    until(lambda: server.status("/healthz/ready") == 200, server)
    server.stop(signal.SIGKILL)
    until(lambda: not runs(worker), server)


def test_without_a_worker_health_is_red(server: Server) -> None:
    server.options = ["--no-worker"]
    server.start()
    server.wait_until_it_answers()
    assert workers_of(server) == []
    assert server.status("/healthz") == 200
    assert server.status("/healthz/ready") == 503
