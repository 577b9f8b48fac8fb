"""A worker is the only user of an embedded database that is killed: it starts it again, or says why it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from tests.cli.conftest import own_environment

from dondoc.embedded import account, place
from dondoc.embedded.configuration import DATABASE, ROLE
from dondoc.embedded.connection import ConnectionInfo

pytestmark = pytest.mark.postgres

_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'procrastinate_workers'::regclass"
AGAIN = "Cơ sở dữ liệu nhúng đã chạy lại."


class Command:
    """A `dondoc` command that runs until it is told to stop, alone in its home."""

    def __init__(self, home: Path, log: Path) -> None:
        self.home = home
        self.log = log
        self.environment: dict[str, str] = {}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *words: str) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dondoc.cli", *words], env={**own_environment(self.home), **self.environment},
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(self.said())

    @property
    def cluster(self) -> place.Place:
        system_folder = Path(os.environ.get("DONDOC_SYSTEM_FOLDER") or place.SYSTEM_FOLDER)
        return place.locate(self.home, account.current(), system_folder)

    def kill_database(self) -> None:
        os.kill(int((self.cluster.data / "postmaster.pid").read_text(encoding="ascii").split()[0]), signal.SIGKILL)

    def connection(self) -> psycopg.Connection[tuple[object, ...]]:
        """A session beside the command's own; tried again while the server is starting."""
        socket = str(self.cluster.socket_folder())
        at = ConnectionInfo.on_socket(socket, dbname=DATABASE, user=ROLE, port=place.PORT)
        for _ in range(100):
            try:
                return psycopg.connect(at.url)
            except psycopg.OperationalError:
                time.sleep(0.1)
        return psycopg.connect(at.url)

    def ask(self, statement: str, *values: object) -> tuple[object, ...]:
        with self.connection() as connection:
            row = connection.execute(statement, values).fetchone()  # type: ignore[arg-type]
            assert row is not None
            return row

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@pytest.fixture
def command(prepared_home: Path, tmp_path: Path) -> Iterator[Command]:
    made = Command(prepared_home, tmp_path / "command.log")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.kill()
        made.process.wait(timeout=30)


def deferred(command: Command) -> object:
    """A job that does nothing much, put into the queue by hand."""
    (number,) = command.ask(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
        """ VALUES ('default', 'jobs.clear', '{"jurisdiction_id": null}') RETURNING id"""
    )
    return number


def test_a_worker_starts_its_database_again_and_goes_on_with_its_jobs(command: Command) -> None:
    def is_done(job: object) -> bool:
        return command.ask("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job) == ("succeeded",)

    command.start("worker")
    command.until(lambda: "Bắt đầu chạy việc nền." in command.said())
    before = deferred(command)
    command.until(lambda: is_done(before))
    command.kill_database()
    command.until(lambda: AGAIN in command.said())
    assert "Cơ sở dữ liệu nhúng không trả lời; đang khởi động lại…" in command.said()
    after = deferred(command)
    command.until(lambda: is_done(after))
    assert command.stop() == 0, command.said()
    assert "Đã dừng chạy việc nền." in command.said()


def test_a_worker_stops_when_told_while_its_database_cannot_be_started(command: Command) -> None:
    command.start("worker")
    command.until(lambda: "Bắt đầu chạy việc nền." in command.said())
    version = command.cluster.data / "PG_VERSION"
    kept = version.read_text(encoding="ascii")
    try:
        version.write_text("9\n", encoding="ascii")
        command.kill_database()
        command.until(lambda: command.said().count("đang khởi động lại…") >= 2)
        # Each try says why; nobody waits before a screen that says nothing.
        assert "PostgreSQL" in command.said()
        assert AGAIN not in command.said()
        assert command.stop() == 0, command.said()
    finally:
        version.write_text(kept, encoding="ascii")


def test_once_that_loses_its_database_ends_with_a_sentence(command: Command) -> None:
    command.start("worker", "--once")
    command.until(lambda: command.cluster.data.joinpath("postmaster.pid").is_file())
    # Whoever looks into the queue waits for this lock: the database goes away under it.
    holding = command.connection()
    holding.execute("LOCK procrastinate_workers IN ACCESS EXCLUSIVE MODE")
    command.until(lambda: command.ask(_WAITING) != (0,))
    command.kill_database()
    assert command.process is not None
    assert command.process.wait(timeout=60) == 1, command.said()
    holding.close()
    assert "Không xem được hàng việc" in command.said()
    assert "Traceback" not in command.said()


def test_the_exchange_starts_its_database_again(command: Command, tmp_path: Path) -> None:
    command.environment = {
        "DONDOC_EXCHANGE_FOLDER": str(tmp_path / "truc"),
        "DONDOC_EXCHANGE_ORGAN": "H33.01",
        "DONDOC_EXCHANGE_PAUSE": "0.2",
    }
    round_of_nobody = "Chưa cơ quan nào mang mã ở DONDOC_EXCHANGE_ORGAN"
    command.start("exchange", "run")
    command.until(lambda: round_of_nobody in command.said())
    command.kill_database()
    command.until(lambda: AGAIN in command.said())
    command.until(lambda: round_of_nobody in command.said().rpartition(AGAIN)[2])
    assert command.stop() == 0, command.said()
    assert "Traceback" not in command.said()
