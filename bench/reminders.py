"""The nightly run of reminders over a million open assignments: seconds of the run, and the most memory it takes.

Every assignment is open: the worst night is the first, on which all of them are told for the first time; the next night is an
ordinary one. `python -m bench.reminders [N]` prints the table.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

import psycopg

from bench import province

SIZE = 1_000_000
LIMIT = 60.0
_DIRECTIVES = """
INSERT INTO directives_directive (jurisdiction_id, id, clause, text, origin, field_id, issued_on, deadline_kind,
  deadline_words, deadline_rule, calendar_version, due_on, original_due_on, event_working_days, because, units_as_written,
  search_text, created_at, created_by_id)
SELECT %(here)s, 10000000 + n, '', 'Giao báo cáo tiến độ công việc số ' || n, 'province', %(fields)s[1 + n %% %(count)s],
  %(today)s::date - 30, 'date', '', '', '', NULL, NULL, 0, '{}', '{}', 'giao bao cao', %(now)s, 1
FROM generate_series(1, %(size)s / 4 + 1) AS n"""
# Four units have a part in each. Deadlines lie from 400 days ago to 60 days ahead, one in twenty has none; one in ten waits
# for the office, one in ten was not acknowledged.
_ASSIGNMENTS = """
INSERT INTO directives_assignment (jurisdiction_id, id, directive_id, unit_id, role, lifecycle, origin, field_id, assigned_on,
  due_on, original_due_on, reported_on, completed_on, closed_on, changed_at)
SELECT %(here)s, 20000000 + n, 10000000 + 1 + n / 4, %(units)s[1 + (n + n / 4) %% %(units_count)s],
  CASE WHEN n %% 4 = 0 THEN 'lead' ELSE 'coordinate' END, f.lifecycle, 'province',
  %(fields)s[1 + (1 + n / 4) %% %(count)s], d.assigned, d.due, d.due,
  CASE WHEN f.lifecycle = 'reported' THEN d.assigned + 20 END, NULL, NULL, (d.assigned + 10)::timestamptz
FROM generate_series(0, %(size)s - 1) AS n
CROSS JOIN LATERAL (SELECT CASE n %% 10 WHEN 0 THEN 'reported' WHEN 1 THEN 'assigned' ELSE 'in_progress' END AS lifecycle) f
CROSS JOIN LATERAL (SELECT %(today)s::date - 400 - (n %% 90)::int AS assigned,
  CASE WHEN n %% 20 <> 7 THEN %(today)s::date - 400 + (n::bigint * 7919 %% 460)::int END AS due) d"""


@dataclass(frozen=True)
class Measured:
    """One run: its night, seconds, objects told, messages, most memory of the process in MiB."""

    night: str
    seconds: float
    reminders: int
    messages: int
    peak: float


def load(url: str, size: int) -> None:
    """Fill an empty, migrated database with `size` open assignments of 200 units, each with a head and a focal point."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "INSERT INTO organizations_jurisdiction (id, code, name, is_example, clock_offset_days, due_soon_days,"
            " before_excludes_day, slip_silence) VALUES (%s, 'BENCH', 'Tỉnh đo', true, 0, 3, false, 'agrees')",
            [province.JURISDICTION],
        )
        units, fields = province.make_units(cursor), province.make_fields(cursor)
        _people(cursor, units, fields)
        params: dict[str, Any] = {
            "here": province.JURISDICTION, "size": size, "units": units, "units_count": len(units), "fields": fields,
            "count": len(fields), "today": province.TODAY, "now": province.NOW,
        }  # fmt: skip
        cursor.execute(_DIRECTIVES, params)
        cursor.execute(_ASSIGNMENTS, params)
        cursor.execute("SELECT setval('dondoc_id', 100000000)")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _people(cursor: psycopg.Cursor[Any], units: list[int], fields: list[int]) -> None:
    rows: list[tuple[str, str, int, list[int]]] = []
    for number, unit in enumerate(units, start=1):
        rows += [(f"gd{number}", "unit_head", unit, []), (f"dm{number}", "focal_point", unit, [])]
    rows += [(f"cv{number}", "specialist", units[0], [field]) for number, field in enumerate(fields, start=1)]
    rows += [("cvp", "office_leader", units[0], []), ("ct", "chair", units[0], []), ("pct", "chair", units[0], [])]
    for username, role, unit, own in rows:
        cursor.execute(
            "INSERT INTO accounts_user (jurisdiction_id, username, full_name, email, role, unit_id, fields, is_active,"
            " created_at, password) VALUES (%s, %s, %s, '', %s, %s, %s, true, %s, '')",
            [province.JURISDICTION, username, username, role, unit, own, province.NOW],
        )


def measure() -> list[Measured]:
    """Run the first night, the same night again, the next one, and one after a week without a run. Django is set up."""
    from dondoc.urging.running import run_reminders  # noqa: PLC0415

    found = []
    for night, after in (("first", 0), ("again", 0), ("next", 1), ("after a week without", 8)):
        day = province.TODAY + dt.timedelta(days=after)
        began = time.perf_counter()
        run = run_reminders(
            jurisdiction_id=province.JURISDICTION, day=day, now=province.NOW + dt.timedelta(days=after, hours=-2)
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append(Measured(night, time.perf_counter() - began, run.reminders, run.messages, peak))
    return found


def table(size: int, found: list[Measured]) -> str:
    """The figures as a Markdown table."""
    lines = [
        f"{size:,} open assignments; the limit is {LIMIT:.0f} s a night".replace(",", " "), "",
        "| night | s | reminders kept | messages | most memory, MiB |", "| --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    lines += [
        f"| {one.night} | {one.seconds:.1f} | {one.reminders} | {one.messages} | {one.peak:.0f} |" for one in found
    ]
    return "\n".join(lines)


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
    """Migrate an empty database, fill it, measure, print the table."""
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
        os.environ |= {"DATABASE_URL": url, "DONDOC_HOME": home, "DJANGO_SETTINGS_MODULE": "dondoc.config.settings"}
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        load(url, size)
        print(table(size, measure()))


if __name__ == "__main__":
    main()
