"""The server under loopback load: 10 000, 100 000 and 1 000 000 assignments, one client and eight.

Beside each question stands its limit in the same run: the plain SQL of it, and a bare Django view. Figures are of
this machine and this run; compare the columns, not two machines.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import province

PORT = 18_765
SIZES = (10_000, 100_000, 1_000_000)
# What Redmine on PostgreSQL took on a machine of this size, in ms (README, "Đo").
REDMINE = {
    "list": {10_000: 79, 100_000: 109, 1_000_000: 252},
    "overview": {10_000: 739, 100_000: 751, 1_000_000: 2411},
    "api": {10_000: 313, 100_000: 402, 1_000_000: 725},
    "create": {10_000: 35, 100_000: 35, 1_000_000: 35},
    "export": {10_000: 2700, 100_000: 2700, 1_000_000: 2700},
}


@dataclass
class Timing:
    """Milliseconds of one question."""

    p50: float
    p95: float
    per_second: float


def measure(ask: Callable[[], Callable[[], None]], *, clients: int, seconds: float, most: int) -> Timing:
    """Run `ask()` (a client's own connection) in `clients` threads for `seconds` or `most` calls each."""
    spent: list[float] = []
    guard = threading.Lock()

    def work() -> None:
        call = ask()
        call()
        mine: list[float] = []
        end = time.perf_counter() + seconds
        while len(mine) < most and time.perf_counter() < end:
            began = time.perf_counter()
            call()
            mine.append((time.perf_counter() - began) * 1000)
        with guard:
            spent.extend(mine)

    began = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    spent.sort()
    return Timing(statistics.median(spent), spent[int(len(spent) * 0.95)], len(spent) / taken)


class Client:
    """One keep-alive connection with a session or a token."""

    def __init__(self, headers: dict[str, str]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        self._headers = headers

    def get(self, path: str) -> bytes:
        """Return the body of `path`; anything but 200 is an error of the benchmark."""
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:300]!r}")
        return body

    def post(self, path: str, payload: dict[str, Any], *, method: str = "POST") -> bytes:
        """Send JSON."""
        body = json.dumps(payload).encode()
        headers = {**self._headers, "Content-Type": "application/json"}
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status not in {200, 201, 204}:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")
        return content


LATE_SQL = """
SELECT s.id, d.text, u.name, s.due_on, x.number, x.symbol FROM directives_assignment s
JOIN directives_directive d ON d.jurisdiction_id = s.jurisdiction_id AND d.id = s.directive_id
JOIN organizations_unit u ON u.jurisdiction_id = s.jurisdiction_id AND u.id = s.unit_id
LEFT JOIN documents_document x ON x.jurisdiction_id = d.jurisdiction_id AND x.id = d.document_id
WHERE s.jurisdiction_id = 1 AND s.unit_id = %s AND s.due_on < %s
  AND s.lifecycle IN ('assigned', 'acknowledged', 'in_progress', 'reported', 'returned')
ORDER BY s.due_on, s.id LIMIT 100
"""
OVERVIEW_SQL = """
SELECT unit_id, count(*) FILTER (WHERE lifecycle = 'accepted' AND (due_on IS NULL OR completed_on <= due_on)),
  count(*) FILTER (WHERE lifecycle = 'accepted' AND completed_on > due_on),
  count(*) FILTER (WHERE lifecycle NOT IN ('accepted', 'withdrawn') AND due_on < %s),
  count(*) FILTER (WHERE lifecycle NOT IN ('accepted', 'withdrawn') AND due_on >= %s),
  count(*) FILTER (WHERE lifecycle NOT IN ('accepted', 'withdrawn') AND due_on IS NULL)
FROM directives_assignment WHERE jurisdiction_id = 1 GROUP BY unit_id
"""
RECENT_SQL = """
SELECT s.*, d.text FROM (SELECT * FROM directives_assignment WHERE jurisdiction_id = 1 ORDER BY id DESC LIMIT 100) s
JOIN directives_directive d ON d.jurisdiction_id = s.jurisdiction_id AND d.id = s.directive_id ORDER BY s.id DESC
"""


def run(sizes: tuple[int, ...] = SIZES, *, seconds: float = 2.0) -> list[dict[str, Any]]:
    """Measure every size and return the rows of the table."""
    from dondoc.embedded import temporary  # noqa: PLC0415

    rows: list[dict[str, Any]] = []
    for size in sizes:
        with temporary(durable=True, parent=Path(os.environ["DONDOC_HOME"])) as info:
            rows += _one_size(info.url, size, seconds)
    return rows


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _one_size(url: str, size: int, seconds: float) -> list[dict[str, Any]]:
    home = Path(os.environ["DONDOC_HOME"])
    environment = {**os.environ, "DATABASE_URL": url, "DONDOC_POOL": "1", "DONDOC_LOG_LEVEL": "ERROR"}
    _say(f"· {size:,} phần việc: nạp dữ liệu")
    subprocess.run([sys.executable, "-m", "dondoc.cli", "manage", "migrate", "-v", "0"], env=environment, check=True)
    began = time.perf_counter()
    facts = province.load(url, size)
    setup = subprocess.run(
        [sys.executable, "-m", "bench.people"], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    people = json.loads(setup.stdout)
    _say(f"· {size:,} phần việc: nạp xong sau {time.perf_counter() - began:.0f} s; đo")
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "3",
        "--blocking-threads", "256", "--no-ws", "--log-level", "error", "dondoc.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, cwd=home)
    try:
        wait_ready(server)
        return _questions(url, size, facts, people, seconds, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_ready(server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers.

    Raises:
        RuntimeError: it ended, or does not answer within twenty seconds.
    """
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            Client({}).get("/healthz")
        except (OSError, RuntimeError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def _questions(
    url: str, size: int, facts: dict[str, Any], people: dict[str, str], seconds: float, pid: int
) -> list[dict[str, Any]]:
    session = {"Cookie": f"sessionid={people['session']}"}
    token = {"Authorization": f"Bearer {people['token']}"}
    unit = facts["units"][province.MEASURED]
    today = province.TODAY

    def page(path: str, headers: dict[str, str]) -> Callable[[], Callable[[], None]]:
        def ask() -> Callable[[], None]:
            client = Client(headers)
            return lambda: client.get(path) and None

        return ask

    def creating() -> Callable[[], None]:
        client = Client(token)

        def call() -> None:
            number = uuid.uuid4().hex
            client.post(
                "/api/v1/directives",
                {
                    "text": f"Rà soát, báo cáo kết quả thực hiện nhiệm vụ {number}.",
                    "leads": [f"dv{int(number[:4], 16) % 200 + 1:03d}"],
                    "deadline": {"kind": "date", "due_on": (today + dt.timedelta(days=30)).isoformat()},
                },
            )

        return call

    def sql(text: str, *params: Any) -> Callable[[], Callable[[], None]]:
        def ask() -> Callable[[], None]:
            connection = psycopg.connect(url, autocommit=True)
            return lambda: connection.execute(text, params).fetchall() and None

        return ask

    asked: list[tuple[str, str, Callable[[], Callable[[], None]], int]] = [
        ("view", "khung Django trống", page("/healthz", {}), 4000),
        ("list", "danh sách quá hạn của một đơn vị", page("/nhiem-vu/?unit=dv008&timeliness=overdue", session), 4000),
        ("list-sql", "  cùng câu hỏi, SQL", sql(LATE_SQL, unit, today), 4000),
        ("overview", "tổng quan theo đơn vị", page("/tong-quan/", session), 4000),
        ("overview-sql", "  cùng câu hỏi, SQL", sql(OVERVIEW_SQL, today, today), 60),
        ("api", "API, 100 dòng mới nhất", page("/api/v1/assignments?sort=recent&limit=100", token), 4000),
        ("api-sql", "  cùng câu hỏi, SQL", sql(RECENT_SQL), 4000),
        ("create", "giao việc qua API", creating, 2000),
        ("export", "xuất 10 000 dòng (.csv)", page("/nhiem-vu/xuat.csv?sort=recent&most=10000", session), 12),
        ("export-xlsx", "xuất 10 000 dòng (.xlsx)", page("/nhiem-vu/xuat.xlsx?sort=recent&most=10000", session), 12),
    ]
    rows = []
    for code, name, ask, most in asked:
        one = measure(ask, clients=1, seconds=seconds, most=most)
        eight = measure(ask, clients=8, seconds=seconds, most=most)
        rows.append({"size": size, "code": code, "name": name, "one": one, "eight": eight})
        _say(f"    {name:45s} {one.p50:8.1f} ms  p95 {one.p95:8.1f}   8 máy: {eight.p50:8.1f} / {eight.p95:8.1f}")
    rows.append({"size": size, "code": "memory", "name": "bộ nhớ (máy chủ web, MB)", "memory": memory(pid)})
    return rows


def memory(pid: int) -> float:
    """Return the resident memory, in MB, of the server and its workers."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        facts = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        if int(facts["Pid"]) == pid or int(facts["PPid"]) == pid:
            total += int(facts.get("VmRSS", "0 kB").split()[0])
    return total / 1024


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table: p50 of one client at each size, ratio to Redmine, flatness."""
    sizes = sorted({row["size"] for row in rows})
    lines = [
        "| câu hỏi (p50, một máy khách; ms) | "
        + " | ".join(f"{size:,}".replace(",", " ") for size in sizes)
        + " | p95 | 8 máy khách: p50 / p95 | lớn nhất ÷ nhỏ nhất | nhanh hơn Redmine |",
        "| --- |" + " ---: |" * (len(sizes) + 4),
    ]
    for code, name in dict.fromkeys((row["code"], row["name"]) for row in rows):
        found = {row["size"]: row for row in rows if row["code"] == code}
        if code == "memory":
            cells = [f"{found[size]['memory']:.0f}" for size in sizes]
            lines.append(f"| {name} | " + " | ".join(cells) + " | | | | |")
            continue
        p50 = [found[size]["one"].p50 for size in sizes]
        last = found[sizes[-1]]
        redmine = REDMINE.get(code.removesuffix("-xlsx"), {})
        ratio = " · ".join(f"{redmine[size] / found[size]['one'].p50:.0f}×" for size in sizes) if redmine else ""
        lines.append(
            f"| {name} | " + " | ".join(f"{value:.1f}" for value in p50) + f" | {last['one'].p95:.1f} | "
            f"{last['eight'].p50:.1f} / {last['eight'].p95:.1f} | {p50[-1] / p50[0]:.2f} | {ratio} |"
        )
    return "\n".join(lines)
