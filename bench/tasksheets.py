"""A task sheet of 10 000 rows: read, planned, taken in, taken back, written out.

    python -m bench.tasksheets [ROWS]

An empty database of its own gets 200 units and an office leader. The sheet is as offices type it: five ways to write a day,
several units in a cell, a third of the rows done, headings between them. Each step runs in a process of its own: its
seconds by the clock, those of the process alone, and its peak of memory are told.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

from bench import province
from dondoc.embedded import temporary

ROWS = 10_000
MOST_SECONDS, MOST_MEGABYTES = 30, 400
STEPS = ("open", "answer", "commit", "export", "withdraw")
_HEADING = (
    "STT", "Nội dung nhiệm vụ", "Số VB", "Ngày BH", "Thời hạn", "Chủ trì", "Phối hợp", "Lãnh đạo", "Tiến độ", "Trạng thái", "Kết quả", "Ghi chú",
)  # fmt: skip
_WORDS = [
    "rà",
    "soát",
    "tham",
    "mưu",
    "ban",
    "hành",
    "kế",
    "hoạch",
    "triển",
    "khai",
    "báo",
    "cáo",
    "kết",
    "quả",
    "thực",
    "hiện",
    "nghị",
    "quyết",
    "của",
    "hội",
    "đồng",
    "nhân",
    "dân",
    "tỉnh",
]


def write(path: str, rows: int, names: list[str]) -> None:
    """Write a sheet of so many tasks."""
    rng = random.Random(rows)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Theo dõi")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(3, 0, _HEADING)
    at = 4
    for number in range(1, rows + 1):
        if number % 500 == 1:
            sheet.write_string(at, 0, "I")
            sheet.write_string(at, 1, f"Lĩnh vực {number // 500}")
            at += 1
        issued = dt.date(2020, 1, 6) + dt.timedelta(days=number % 360)
        due = issued + dt.timedelta(days=rng.randrange(10, 200))
        sheet.write_number(at, 0, number)
        sheet.write_string(at, 1, f"{' '.join(rng.choices(_WORDS, k=25)).capitalize()} (việc {number})")
        sheet.write_string(at, 2, f"{number % 900 + 1}/TB-VP")
        _day(sheet, at, 3, issued, number, day)
        _day(sheet, at, 4, due, number // 5, day)
        sheet.write_string(at, 5, rng.choice(names))
        sheet.write_string(at, 6, "; ".join(rng.sample(names, rng.randrange(0, 4))))
        done = number % 3 == 0
        sheet.write_number(at, 8, 1 if done else 0.4)
        sheet.write_string(at, 9, "Hoàn thành" if done else "Đang thực hiện")
        sheet.write_string(
            at, 10, f"Báo cáo số {number}/BC ngày {issued + dt.timedelta(days=9):%d/%m/%Y}" if done else ""
        )
        at += 1
    book.close()


def _day(sheet: Any, row: int, place: int, value: dt.date, way: int, day: Any) -> None:
    match way % 5:
        case 0:
            sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()), day)
        case 1:
            sheet.write_string(row, place, f"{value:%d/%m/%Y}")
        case 2:
            sheet.write_string(row, place, f"{value.day}.{value.month}.{value.year}")
        case 3:
            sheet.write_string(row, place, f"{value:%Y-%m-%d}")
        case _:
            sheet.write_string(row, place, f"ngày {value.day} tháng {value.month:02} năm {value.year}")


def step(name: str, path: str) -> None:
    """In a process with the database: run one step, print its seconds, its rows and the peak of memory."""
    from dondoc.config.bootstrap import django_ready  # noqa: PLC0415

    with django_ready():
        from dondoc.accounts.models import User  # noqa: PLC0415

        user = User.objects.filter(jurisdiction_id=1, username="do").first() or _user()
        before, worked = time.perf_counter(), time.process_time()
        told = _run(name, path, user)
        seconds, worked = time.perf_counter() - before, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}\t{seconds:.1f}\t{worked:.1f}\t{peak:.0f}\t{told}", flush=True)


def _user() -> Any:
    from dondoc.accounts.models import User  # noqa: PLC0415

    user = User(jurisdiction_id=1, username="do", full_name="Người đo", role="office_leader", created_at=province.NOW)
    user.set_unusable_password()
    user.save(force_insert=True)
    return user


def _run(name: str, path: str, user: Any) -> str:
    from dondoc.accounts.permissions import scope_of  # noqa: PLC0415
    from dondoc.directives.listing import AssignmentFilter, Moment, iterate_assignments  # noqa: PLC0415
    from dondoc.tasksheets.commands.answer_task_import import answer_task_import  # noqa: PLC0415
    from dondoc.tasksheets.commands.commit_task_import import commit_task_import  # noqa: PLC0415
    from dondoc.tasksheets.commands.open_task_import import open_task_import  # noqa: PLC0415
    from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import  # noqa: PLC0415
    from dondoc.tasksheets.export import OfficeHeading, to_office_sheet  # noqa: PLC0415
    from dondoc.tasksheets.models import TaskImport  # noqa: PLC0415
    from dondoc.tasksheets.office_rows import office_rows  # noqa: PLC0415

    now = province.NOW
    if name == "open":
        return str(open_task_import(actor=user, file=("đo.xlsx", Path(path).read_bytes()), now=now).counts)
    found = TaskImport.objects.filter(jurisdiction_id=1).latest("id")
    if name == "answer":
        return str(answer_task_import(actor=user, import_id=found.id, now=now).counts)
    if name == "commit":
        taken = commit_task_import(
            actor=user, import_id=found.id, expected_digest=found.digest, leave_questions=True, now=now
        )
        return str(taken.counts)
    if name == "withdraw":
        return withdraw_task_import(actor=user, import_id=found.id, reason="đo", now=now + dt.timedelta(hours=1)).state
    moment = Moment(on=province.TODAY, today=province.TODAY)
    scope = scope_of(user)
    rows = office_rows(scope, iterate_assignments(scope, AssignmentFilter(), moment, most=100_000), moment)
    heading = OfficeHeading(body="UBND tỉnh", office="Văn phòng", on=province.TODAY, by="Người đo", created=now)
    return f"{len(rows)} dòng, {len(to_office_sheet(rows, heading)) // 1024} KiB"


def main() -> None:
    """Load, then run the steps; fail where one takes longer or more memory than it may."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with temporary() as info, tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "dondoc.cli", "manage", "migrate", "-v", "0"], env=environment, check=True
        )
        province.load(info.url, 40)
        import psycopg  # noqa: PLC0415

        with psycopg.connect(info.url) as connection:
            names = [name for (name,) in connection.execute("SELECT name FROM organizations_unit ORDER BY id")]
        path = str(Path(home) / "sheet.xlsx")
        write(path, rows, names)
        print(
            f"{rows} dòng, {Path(path).stat().st_size // 1024} KiB\n\n| bước | giây | giây CPU | MiB | |\n| --- | --- | --- | --- | --- |"
        )
        slow = []
        for name in STEPS:
            result = subprocess.run(
                [sys.executable, "-m", "bench.tasksheets", "step", name, path], env=environment, check=True, capture_output=True, text=True
            )  # fmt: skip
            _name, seconds, worked, peak, told = result.stdout.strip().split("\t")
            print(f"| {name} | {seconds} | {worked} | {peak} | {told} |", flush=True)
            if float(seconds) > MOST_SECONDS or float(peak) > MOST_MEGABYTES:
                slow.append(name)
    if slow:
        raise SystemExit(f"quá giới hạn: {', '.join(slow)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        step(sys.argv[2], sys.argv[3])
    else:
        main()
