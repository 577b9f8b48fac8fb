"""A decree on days off that comes late, over 100 000 open deadlines that were counted: looked at, entered with all that moves, looked at again.

    python -m bench.recount [ASSIGNMENTS]

Every assignment is open and due so many working days after the day of its directive, as no office has it: the worst that a decree can meet.
Each step runs in a process of its own: its seconds by the clock, those of the process alone, its peak of memory, how many move.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bench import province
from dondoc.worktime import add_working_days, default_calendar

SIZE = 100_000
#: Of the step that is waited for longest, with others at work on the machine; a decree comes twice a year.
MOST_SECONDS, MOST_MEGABYTES = 180, 1500
STEPS = ("preview", "enter", "again")
SOURCE = "12/QĐ-TTg"
_DAYS, _LEAST, _COUNTS = 20, 10, 25
_DIRECTIVES = """
INSERT INTO directives_directive (jurisdiction_id, id, clause, text, origin, field_id, issued_on, deadline_kind,
  deadline_words, deadline_rule, calendar_version, due_on, original_due_on, event_working_days, because, units_as_written,
  search_text, created_at, created_by_id)
SELECT %(here)s, 10000000 + n, '', 'Giao báo cáo tiến độ công việc số ' || n, 'province', %(fields)s[1 + n %% %(count)s],
  w.issued_on, 'relative', 'trong ' || w.count || ' ngày làm việc kể từ ngày ký', '', %(version)s, w.due_on, w.due_on, 0,
  '{}', '{}', 'giao bao cao', %(now)s, 1
FROM generate_series(0, (%(size)s - 1) / 4) AS n
JOIN bench_way w ON w.place = n %% %(ways)s"""
# Four units have a part in each.
_ASSIGNMENTS = """
INSERT INTO directives_assignment (jurisdiction_id, id, directive_id, unit_id, role, lifecycle, origin, field_id, assigned_on,
  due_on, original_due_on, reported_on, completed_on, closed_on, changed_at)
SELECT d.jurisdiction_id, 20000000 + n, d.id, %(units)s[1 + (n + n / 4) %% %(units_count)s],
  CASE WHEN n %% 4 = 0 THEN 'lead' ELSE 'coordinate' END, 'in_progress', 'province', d.field_id, d.issued_on,
  d.due_on, d.due_on, NULL, NULL, NULL, d.issued_on::timestamptz
FROM generate_series(0, %(size)s - 1) AS n
JOIN directives_directive d ON d.jurisdiction_id = %(here)s AND d.id = 10000000 + n / 4"""


def load(url: str, size: int) -> None:
    """Fill an empty, migrated database with `size` open assignments of 200 units, each with its deadline counted in working days."""
    calendar = default_calendar()
    ways = [
        (issued, count, add_working_days(issued, count, calendar))
        for issued in (province.TODAY - dt.timedelta(days=back) for back in range(_DAYS))
        for count in range(_LEAST, _LEAST + _COUNTS)
    ]
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "INSERT INTO organizations_jurisdiction (id, code, name, is_example, clock_offset_days, due_soon_days,"
            " before_excludes_day, slip_silence) VALUES (%s, 'BENCH', 'Tỉnh đo', true, 0, 3, false, 'agrees')",
            [province.JURISDICTION],
        )
        units, fields = province.make_units(cursor), province.make_fields(cursor)
        cursor.execute(
            "INSERT INTO accounts_user (jurisdiction_id, username, full_name, email, role, unit_id, fields, is_active,"
            " created_at, password) VALUES (%s, 'do', 'Người đo', '', 'office_leader', %s, '{}', true, %s, '')",
            [province.JURISDICTION, units[0], province.NOW],
        )
        cursor.execute("CREATE TEMP TABLE bench_way (place int PRIMARY KEY, issued_on date, count int, due_on date)")
        cursor.executemany(
            "INSERT INTO bench_way VALUES (%s, %s, %s, %s)", [(place, *way) for place, way in enumerate(ways)]
        )
        params: dict[str, Any] = {
            "here": province.JURISDICTION, "size": size, "units": units, "units_count": len(units), "fields": fields,
            "count": len(fields), "now": province.NOW, "version": calendar.version, "ways": len(ways),
        }  # fmt: skip
        cursor.execute(_DIRECTIVES, params)
        cursor.execute(_ASSIGNMENTS, params)
        cursor.execute("SELECT setval('dondoc_id', 100000000)")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def step(name: str) -> None:
    """In a process with the database: run one step, print its seconds, its peak of memory and how many deadlines move."""
    from dondoc.config.bootstrap import django_ready  # noqa: PLC0415

    with django_ready():
        from dondoc.accounts.models import User  # noqa: PLC0415

        user = User.objects.get(jurisdiction_id=province.JURISDICTION, username="do")
        run_it = _prepared(name, user)
        before, worked = time.perf_counter(), time.process_time()
        moved = run_it()
        seconds, worked = time.perf_counter() - before, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}\t{seconds:.1f}\t{worked:.1f}\t{peak:.0f}\t{moved}", flush=True)


def _prepared(name: str, user: Any) -> Callable[[], int]:
    from dondoc.calendars.choices import DeclaredKind  # noqa: PLC0415
    from dondoc.calendars.rules import DayChange  # noqa: PLC0415
    from dondoc.schedules.commands.enter_decision import enter_decision  # noqa: PLC0415
    from dondoc.schedules.decisions import preview_decision  # noqa: PLC0415
    from dondoc.schedules.recounting import recount_of  # noqa: PLC0415

    today = province.TODAY
    if name == "again":
        return lambda: len(recount_of(province.JURISDICTION, today=today).moves)
    storm = DayChange(today + dt.timedelta(days=3), DeclaredKind.HOLIDAY, "Nghỉ tránh bão")
    decision: dict[str, Any] = {"days": [storm], "source": SOURCE, "decided_on": today}
    if name == "preview":
        return lambda: len(preview_decision(user, today=today, **decision).moves)
    digest = preview_decision(user, today=today, **decision).digest
    return lambda: enter_decision(actor=user, digest=digest, now=province.NOW, **decision).recounted.moved


def main() -> None:
    """Measure in a throwaway database of its own, or in the empty one whose address is the second argument."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    if len(sys.argv) > 2:
        run(sys.argv[2], size)
        return
    from dondoc.embedded import temporary  # noqa: PLC0415

    with temporary() as info:
        run(info.url, size)


def run(url: str, size: int) -> None:
    """Migrate an empty database, fill it, run the steps; fail where one takes longer or more memory than it may."""
    slow = []
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
        environment = {**os.environ, "DATABASE_URL": url, "DONDOC_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "dondoc.cli", "manage", "migrate", "-v", "0"], env=environment, check=True
        )
        load(url, size)
        print(
            f"{size} thời hạn đã đếm\n\n| bước | giây | giây CPU | MiB | sang ngày khác |\n| --- | ---: | ---: | ---: | ---: |"
        )
        for name in STEPS:
            result = subprocess.run(
                [sys.executable, "-m", "bench.recount", "step", name], env=environment, check=True, capture_output=True, text=True
            )  # fmt: skip
            _name, seconds, worked, peak, moved = result.stdout.strip().split("\t")
            print(f"| {name} | {seconds} | {worked} | {peak} | {moved} |", flush=True)
            if float(seconds) > MOST_SECONDS or float(peak) > MOST_MEGABYTES:
                slow.append(name)
    if slow:
        raise SystemExit(f"vượt giới hạn {MOST_SECONDS} s, {MOST_MEGABYTES} MiB: {', '.join(slow)}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        step(sys.argv[2])
    else:
        main()
