"""`dondoc worker` as the system starts it, stopped at a step without a hook in it: by a lock, or by who it speaks to.

A worker that comes to a table, a row or an advisory lock that the test holds waits there, and PostgreSQL says so; a mail server
or a gateway of the test holds its answer back. Then the process is killed. How long others take it for alive (a worker's silence, a
delivery's lease) passes by setting these moments back, with the settings that everybody has.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from tests.jobs.conftest import ROOT, database_url

_PATIENCE = 120.0
_GONE = ConnectionAbortedError("killed")


def until(condition: Callable[[], Any], what: str = "it", say: Callable[[], str] = str) -> None:
    """Wait until something is so."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what}: {say()}"
        time.sleep(0.02)


def rows(sql: str, *params: Any) -> list[Any]:
    """What the database says."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


class Lock:
    """A lock of the test's own session, at which a worker stops."""

    def __init__(self, sql: str, *params: Any) -> None:
        self._session = psycopg.connect(database_url())
        self.pid = self._session.info.backend_pid
        self._session.execute(sql, params)  # type: ignore[arg-type]  # of ours

    def is_met(self) -> bool:
        """Whether somebody waits for it."""
        return bool(rows("SELECT 1 FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))", self.pid))

    def release(self) -> None:
        self._session.close()


def table(name: str, mode: str = "EXCLUSIVE") -> Lock:
    """Nobody writes that table (with ACCESS EXCLUSIVE: nor reads it)."""
    return Lock(f"LOCK TABLE {name} IN {mode} MODE")


class Stage:
    """A step of the other side: who comes there waits; when it is opened again the line is cut."""

    def __init__(self, *steps: str) -> None:
        self.steps, self.reached, self.opened = steps, threading.Event(), threading.Event()

    def __call__(self, step: str = "") -> None:
        if step in self.steps and not self.opened.is_set():
            self.reached.set()
            self.opened.wait(_PATIENCE)
            raise _GONE


class RealWorker:
    """One process of `dondoc worker` at a time."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder, self.kills, self._started = folder, 0, 0
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ, "DATABASE_URL": database_url(), "DONDOC_HOME": str(folder), "PYTHONPATH": str(ROOT / "src"),
            **environment,
        }  # fmt: skip

    def start(self) -> None:
        """Start it as `dondoc worker` does."""
        self._started += 1
        with self._log().open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dondoc.cli", "worker"],
                cwd=self.folder, env={**self._environment, "PGAPPNAME": self._name()}, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self) -> None:
        """SIGKILL: nothing of it is done any more but what the database was told before."""
        assert self._process is not None
        assert self._process.poll() is None, self.said()
        self._process.kill()
        self._process.wait(timeout=_PATIENCE)
        self.kills += 1

    def forgotten(self) -> None:
        """Wait until its sessions are over, and let the time go by after which others take over what it had."""
        sessions = "SELECT 1 FROM pg_stat_activity WHERE application_name = %s"
        until(lambda: not rows(sessions, self._name()), "sessions of a worker that was killed")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '31 seconds'")
            cursor.execute(
                "UPDATE notifications_delivery SET claimed_until = claimed_until - interval '10 minutes'"
                " WHERE state = 'sending'"
            )

    @contextmanager
    def killed(self, comes_there: Callable[[], bool], release: Callable[[], None]) -> Iterator[None]:
        """Start one; when it is there the block runs, it is killed, and what it waited for is let go."""
        self.start()
        try:
            until(comes_there, "the step", self.said)
            yield
            self.kill()
        finally:
            release()
        self.forgotten()

    def killed_at_lock(self, lock: Lock) -> None:
        """Start one and kill it where it waits for a lock."""
        with self.killed(lock.is_met, lock.release):
            pass

    def said(self) -> str:
        return self._log().read_text(encoding="utf-8")[-4000:]

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def _name(self) -> str:
        return f"dondoc-killed-{self._started}"

    def _log(self) -> Path:
        return self.folder / f"worker{self._started}.log"
