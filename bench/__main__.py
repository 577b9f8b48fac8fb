"""`make bench`: every figure that the README names, as Markdown tables.

DONDOC_BENCH_SIZES picks the sizes of the server's benchmark, for example "10000,100000"; empty leaves it out.
`python -m bench.reminders` measures the nightly reminders alone, `python -m bench.recount` a decree on days off that comes late, `python -m bench.meeting` measures the live pages of a meeting alone.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path


def machine() -> str:
    """Return one line that names the machine as far as figures depend on it."""
    facts = (
        Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace") if Path("/proc/cpuinfo").exists() else ""
    )
    model = next((line.split(":", 1)[1].strip() for line in facts.splitlines() if line.startswith("model name")), "?")
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{model}, {os.cpu_count()} cores, {pages:.0f} GiB, Python {platform.python_version()}"


def main() -> None:
    """Run the benchmarks of reading, printing, reminders, update rates, task sheets and recounting, each in a process of its own, then the server's."""
    print(f"Máy: {machine()}\n", flush=True)
    if os.environ.get("DONDOC_BENCH_READER", "1") == "1":
        print("### Bộ đọc\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.reading"], check=True)
    if os.environ.get("DONDOC_BENCH_RENDERING", "1") == "1":
        print("\n### In văn bản\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.rendering"], check=True)
    if os.environ.get("DONDOC_BENCH_REMINDERS", "1") == "1":
        print("\n### Nhắc việc hằng đêm\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.reminders"], check=True)
    if os.environ.get("DONDOC_BENCH_UPDATES", "1") == "1":
        print("\n### Tỷ lệ cập nhật\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.updates"], check=True)
    if os.environ.get("DONDOC_BENCH_SHEETS", "1") == "1":
        print("\n### Bảng theo dõi\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.tasksheets"], check=True)
    if os.environ.get("DONDOC_BENCH_RECOUNT", "1") == "1":
        print("\n### Tính lại thời hạn\n", flush=True)
        subprocess.run([sys.executable, "-m", "bench.recount"], check=True)
    sizes = tuple(int(size) for size in os.environ.get("DONDOC_BENCH_SIZES", "10000,100000,1000000").split(",") if size)
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
        os.environ["DONDOC_HOME"] = home
        # After DONDOC_HOME is set: settings are read when the server's module is.
        from bench import meeting, server  # noqa: PLC0415

        if os.environ.get("DONDOC_BENCH_MEETING", "1") == "1":
            print("\n### Trang trực tiếp của cuộc họp\n", flush=True)
            print(meeting.table(meeting.run()), flush=True)
        if not sizes:
            return

        print("\n### Máy chủ\n", flush=True)
        print(server.table(server.run(sizes)))


if __name__ == "__main__":
    main()
