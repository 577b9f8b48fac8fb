"""`dondoc serve` as a person runs it: a first start, Ctrl-C, a kill -9 and another start, a port in use."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dondoc.embedded import place

pytestmark = pytest.mark.postgres


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A `dondoc serve` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.log = home.with_suffix(".log")
        self.workers = "1"
        self.options: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DONDOC_POOL"}}
        environment |= {"DONDOC_HOME": str(self.home), "PYTHONUNBUFFERED": "1"}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dondoc.cli", "serve", "--port", str(self.port), "--workers", self.workers, *self.options],
                env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def wait_until_it_answers(self) -> None:
        for _ in range(1800):  # a first start makes all tables: a minute and more on a machine that is busy
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            if "Nhấn Ctrl-C để dừng." in self.said() and self.status("/healthz") == 200:
                return
            time.sleep(0.1)
        raise AssertionError(self.said())

    def status(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def database(self) -> int:
        """Return the process number of the embedded server."""
        pointer = self.home / place.POINTER
        cluster = self.home / "postgres"
        if pointer.is_file():
            cluster = Path(json.loads(pointer.read_text(encoding="utf-8"))["cluster"])
        return int((cluster / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def stop(self, number: int) -> int:
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=40)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "home")
    yield server
    if server.process is not None and server.process.poll() is None:
        server.stop(signal.SIGTERM)


def test_it_starts_stops_on_ctrl_c_and_starts_again_after_a_kill(server: Server) -> None:
    server.start()
    server.wait_until_it_answers()
    assert server.status("/") in {301, 302}
    assert "Đã tạo các bảng" in server.said()
    assert server.stop(signal.SIGINT) == 0, server.said()
    assert "Cơ sở dữ liệu nhúng đã dừng." in server.said()

    server.start()
    server.wait_until_it_answers()
    assert "Đã tạo các bảng" not in server.said()
    server.stop(signal.SIGKILL)
    for _ in range(200):
        if server.status("/healthz") == 0:
            break
        time.sleep(0.1)

    server.start()
    server.wait_until_it_answers()
    assert server.stop(signal.SIGTERM) == 0, server.said()


def test_a_person_who_starts_it_reads_no_english(server: Server) -> None:
    server.workers = str((os.cpu_count() or 1) + 1)
    server.start()
    server.wait_until_it_answers()
    assert "WARNING" not in server.said()
    assert server.stop(signal.SIGINT) == 0


def test_it_recovers_when_the_database_is_killed(server: Server, prepared_home: Path) -> None:
    server.home = prepared_home
    server.start()
    server.wait_until_it_answers()
    assert {server.status("/dang-nhap/") for _ in range(5)} == {200}
    os.kill(server.database(), signal.SIGKILL)
    for _ in range(300):
        if "Cơ sở dữ liệu nhúng đã chạy lại." in server.said():
            break
        time.sleep(0.1)
    # Connections of before the restart are replaced, not tried on people.
    assert {server.status("/healthz") for _ in range(20)} == {200}, server.said()
    assert server.stop(signal.SIGTERM) == 0, server.said()


def test_a_home_that_cannot_be_made_is_said_in_one_sentence(server: Server) -> None:
    server.home.touch()
    server.home = server.home / "home"
    server.start()
    assert server.process is not None
    assert server.process.wait(timeout=40) == 2
    assert "Không tạo được thư mục dữ liệu" in server.said()
    assert "Traceback" not in server.said()


def test_ctrl_c_in_the_middle_of_starting_stops_the_database_too(server: Server) -> None:
    server.start()
    for _ in range(600):
        if "Khởi động" in server.said():
            break
        time.sleep(0.05)
    assert server.stop(signal.SIGINT) == 1
    assert "Đã dừng theo yêu cầu." in server.said()
    server.start()
    server.wait_until_it_answers()
    assert server.stop(signal.SIGTERM) == 0, server.said()


@pytest.mark.parametrize("command", [["figures", "--on", "2021-01-18", "--json"], ["ledger", "verify", "--json"]])
def test_a_database_without_tables_is_said_in_one_sentence(tmp_path: Path, command: list[str]) -> None:
    environment = {**os.environ, "DONDOC_HOME": str(tmp_path / "home")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "dondoc.cli", *command], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Cơ sở dữ liệu chưa có bảng nào.")


def test_a_port_in_use_is_said_in_one_sentence(server: Server) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", server.port))
        busy.listen()
        server.start()
        assert server.process is not None
        assert server.process.wait(timeout=40) == 2
    assert "máy chủ khác đang chạy" in server.said()
