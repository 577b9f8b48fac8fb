"""Workers as processes of their own, on the run's database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from tests.jobs import sample_kinds

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _kinds():
    """The tests' kinds, taken out again: what is registered is shown on a page and asked by health."""
    from procrastinate.contrib.django import app

    from dondoc.jobs import registry

    sample_kinds.register()
    sample_kinds.said.clear()
    yield
    for name in [name for name in registry.kinds() if name.startswith("test.")]:
        del registry._kinds[name]
        app.tasks.pop(name)


def database_url() -> str:
    from urllib.parse import quote, urlencode

    at = connection.settings_dict
    parts = {"user": at["USER"], "password": at["PASSWORD"], "host": at["HOST"], "port": at["PORT"]}
    parts |= {key: value for key, value in at["OPTIONS"].items() if key in ("host", "port")}
    return f"postgresql:///{quote(at['NAME'])}?{urlencode({key: value for key, value in parts.items() if value})}"


class Workers:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *, silent_for: float = 30.0, heartbeat: float = 0.3, once: bool = False) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DONDOC_HOME": str(self.folder),
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        }
        log = (self.folder / f"worker{len(self.started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "tests/jobs/sample_worker.py", str(silent_for), str(heartbeat), *(["once"] if once else [])],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        self.started.append(process)
        return process

    def said(self) -> str:
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))

    def stop(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)


@pytest.fixture
def workers(transactional_db, tmp_path):
    made = Workers(tmp_path)
    sample_kinds.prepare()
    yield made
    made.stop()
    sample_kinds.forget()


@pytest.fixture
def until(workers):
    def wait(condition, seconds=30.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(workers.said())

    return wait
