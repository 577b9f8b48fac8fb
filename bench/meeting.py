"""The live pages of a meeting: 200 people follow one meeting from one server process while its secretary writes.

Twenty follow as secretaries, the others as people of the sixty units that are called, each with their own session; the line
that is written is shown to all, so a participant's page is told what it shows (`event: view`). Every change is made through
the API, so by the command itself, in the process that also holds the streams. What is measured is from the moment at which
the secretary's request is sent to the moment at which a follower's socket has the change and the page that shows it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from bench import province
from bench.server import PORT, Client, Timing, measure, memory, wait_ready

FOLLOWERS, SECRETARIES = 200, 20
#: Changes a second: as if several secretaries typed and saved without a pause.
RATE = 5
SECONDS = 20
_ID = re.compile(rb"id: (\d+)")
_LIST = "/nhiem-vu/?unit=dv008&timeliness=overdue"


@dataclass
class Result:
    """What came out.

    Attributes:
        delays: seconds from sending a change to each follower's having it.
        expected: how many such there should be.
        saves: milliseconds of each change's own request.
        before: a list page without followers.
        meanwhile: the same page while all of that went on.
        memory: megabytes of the server, with all followers.
    """

    delays: list[float]
    expected: int
    saves: list[float]
    before: Timing
    meanwhile: Timing
    memory: float


@dataclass
class Followers:
    """All who follow, in one thread: `seen[n][seq]` is when follower n had the change and the page that shows it."""

    path: str
    sessions: list[str]
    seen: list[dict[int, float]] = field(default_factory=list)
    begun: int = 0

    def __post_init__(self) -> None:
        """Connect them all and begin to listen."""
        self._selector = selectors.DefaultSelector()
        self._is_over = threading.Event()
        self._rests: list[bytes] = []
        # Changes that a follower has without the page that shows them.
        self._bare: list[list[int]] = []
        for number, session in enumerate(self.sessions):
            line = socket.create_connection(("127.0.0.1", PORT), timeout=60)
            line.sendall(
                f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: sessionid={session}\r\n\r\n".encode()
            )
            line.setblocking(False)
            self.seen.append({})
            self._rests.append(b"")
            self._bare.append([])
            self._selector.register(line, selectors.EVENT_READ, number)
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while not self._is_over.is_set():
            for key, _mask in self._selector.select(0.2):
                number = key.data
                line = key.fileobj
                assert isinstance(line, socket.socket)
                content = line.recv(65_536)
                at = time.perf_counter()
                if not content:
                    self._selector.unregister(line)
                    continue
                *lines, self._rests[number] = (self._rests[number] + content).split(b"\n")
                for text in lines:
                    if text.startswith(b"HTTP/1.1 ") and b" 200" not in text:
                        raise RuntimeError(text.decode())
                    if text.startswith(b"retry:"):
                        self.begun += 1
                    elif (found := _ID.match(text)) is not None:
                        self._bare[number].append(int(found.group(1)))
                    elif text.startswith(b"event: view"):
                        for seq in self._bare[number]:
                            self.seen[number].setdefault(seq, at)
                        self._bare[number].clear()

    def wait(self) -> None:
        """Return when all are connected.

        Raises:
            RuntimeError: they are not within half a minute.
        """
        last = time.perf_counter() + 30
        while self.begun < FOLLOWERS:
            if time.perf_counter() > last:
                raise RuntimeError(f"only {self.begun} of {FOLLOWERS} follow")
            time.sleep(0.05)

    def end(self) -> None:
        """Hang up."""
        self._is_over.set()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]


def run() -> Result:
    """Start a database and one server process, and measure."""
    from dondoc.embedded import temporary  # noqa: PLC0415

    home = Path(os.environ["DONDOC_HOME"])
    with temporary(durable=True, parent=home) as info:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_POOL": "1", "DONDOC_LOG_LEVEL": "ERROR"}
        subprocess.run(
            [sys.executable, "-m", "dondoc.cli", "manage", "migrate", "-v", "0"], env=environment, check=True
        )
        province.load(info.url, 10_000)
        setup = subprocess.run(
            [sys.executable, "-m", "bench.people"], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        # As `dondoc serve` starts it, with one process.
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "1",
            "--blocking-threads", "256", "--no-ws", "--log-level", "error", "dondoc.config.wsgi:application",
        ]  # fmt: skip
        server = subprocess.Popen(command, env=environment, cwd=home)
        try:
            wait_ready(server)
            return _follow(json.loads(setup.stdout), server.pid)
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()


def _follow(people: dict[str, Any], pid: int) -> Result:
    session = {"Cookie": f"sessionid={people['session']}"}
    office = Client({"Authorization": f"Bearer {people['token']}"})
    starts = dt.datetime.combine(province.TODAY, dt.time(14), province.NOW.tzinfo)
    made = json.loads(
        office.post(
            "/api/v1/meetings",
            {
                "unit": "dv001", "kind": "conference", "title": "Hội nghị đo", "starts_at": starts.isoformat(),
                "ends_at": (starts + dt.timedelta(hours=3)).isoformat(), "place": "Hội trường",
                "chair_name": "Người chủ trì", "chair_title": "Chủ tịch",
            },
        )
    )  # fmt: skip
    place = f"/api/v1/meetings/{made['id']}"
    units: dict[str, str] = people["units"]
    category = json.loads(office.post(f"{place}/categories", {"name": "Lãnh đạo các đơn vị", "requirement": "anyone"}))
    for code in units:
        office.post(f"{place}/invitees", {"category_id": category["id"], "unit": code})
    office.post(f"{place}/call", {"reason": "Đo"})
    office.post(f"{place}/open", {})
    line = json.loads(office.post(f"{place}/conclusions", {"text": "Giao các đơn vị báo cáo."}))
    office.post(f"{place}/show-conclusions", {"shown": True})
    line = json.loads(office.get(f"{place}/conclusions"))["items"][0]
    first = json.loads(office.get(place))["live_seq"]

    def ask() -> Any:
        client = Client(session)

        def call() -> None:
            client.get(_LIST)
            time.sleep(0.05)  # a person who reads; not a second load that is measured against the first

        return call

    before = measure(ask, clients=1, seconds=5, most=4000)
    sessions = [people["session"]] * SECRETARIES
    sessions += [session for _again, session in zip(range(FOLLOWERS - SECRETARIES), cycle(units.values()))]
    followers = Followers(f"/hop/{made['id']}/song/?sau={first}", sessions)
    try:
        followers.wait()
        found: list[Timing] = []
        reading = threading.Thread(target=lambda: found.append(measure(ask, clients=1, seconds=SECONDS, most=4000)))
        reading.start()
        sent, saves = _write(office, f"{place}/conclusions/{line['id']}", line["version"])
        reading.join()
        time.sleep(2)
        used = memory(pid)
    finally:
        followers.end()
    last = json.loads(office.get(place))["live_seq"]
    if last != first + len(sent):
        raise RuntimeError(f"{len(sent)} changes were sent, {last - first} were told")
    delays = [
        seen[first + number] - at
        for seen in followers.seen
        for number, at in enumerate(sent, start=1)
        if first + number in seen
    ]
    return Result(delays, len(sent) * FOLLOWERS, saves, _less_pause(before), _less_pause(found[0]), used)


def _write(office: Client, path: str, version: int) -> tuple[list[float], list[float]]:
    sent: list[float] = []
    saves: list[float] = []
    begun = time.perf_counter()
    for number in range(RATE * SECONDS):
        time.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        at = time.perf_counter()
        payload = {"version": version, "text": f"Giao các đơn vị báo cáo kết quả lần {number}."}
        version = json.loads(office.post(path, payload, method="PATCH"))["version"]
        sent.append(at)
        saves.append((time.perf_counter() - at) * 1000)
    return sent, saves


def _less_pause(timing: Timing) -> Timing:
    return Timing(timing.p50 - 50, timing.p95 - 50, timing.per_second)


def table(result: Result) -> str:
    """Return the figures as Markdown."""
    within = sum(delay <= 1 for delay in result.delays) / result.expected
    delays = sorted(result.delays)
    p50, p95 = statistics.median(delays) * 1000, delays[int(len(delays) * 0.95)] * 1000
    return "\n".join(
        [
            f"| {FOLLOWERS} người theo dõi một cuộc họp ({SECRETARIES} thư ký, còn lại của các đơn vị được mời), 1 tiến trình, {RATE} thay đổi/giây trong {SECONDS} giây | |",
            "| --- | ---: |",
            f"| thay đổi đến nơi | {len(delays)} / {result.expected} |",
            f"| đến trong 1 giây | {within:.2%} |",
            f"| độ trễ p50 / p95 / lớn nhất (ms) | {p50:.0f} / {p95:.0f} / {delays[-1] * 1000:.0f} |",
            f"| thư ký lưu một dòng, p50 (ms) | {statistics.median(result.saves):.1f} |",
            f"| một trang danh sách khi không ai theo dõi, p50 / p95 (ms) | {result.before.p50:.1f} / {result.before.p95:.1f} |",
            f"| trang ấy trong lúc đó, p50 / p95 (ms) | {result.meanwhile.p50:.1f} / {result.meanwhile.p95:.1f} |",
            f"| bộ nhớ máy chủ web (MB) | {result.memory:.0f} |",
        ]
    )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
        os.environ["DONDOC_HOME"] = home
        print(table(run()))


if __name__ == "__main__":
    main()
