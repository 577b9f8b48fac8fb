"""The update rate on the overview: beside the plain SQL of it and beside the overview's other figures, today and on another day.

`python -m bench.updates [N …]` prints the table. The province is the server's (200 units, 50 open assignments each, the
rest archive), of whose open assignments two thirds were reported on; "all open" is the worst there is: as many
assignments as the size says, none of them done. Compare the columns of a row, not two machines.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from bench import province

SIZES = (100_000, 1_000_000)
TIMES = 9
#: Touched since by every step of the last 30 days, as an office that looks back a month finds it.
BEFORE = province.TODAY - dt.timedelta(days=30)
# What a person would write who knows the office's days: 15 for what is of normal priority, as all of the province is.
PLAIN_SQL = """
SELECT unit_id, count(*) FILTER (WHERE lifecycle = 'reported' OR updated_on >= %(on)s::date - 15), count(*)
FROM directives_assignment
WHERE jurisdiction_id = 1 AND lifecycle NOT IN ('accepted', 'withdrawn') AND assigned_on < %(on)s::date - 15
GROUP BY unit_id
"""
_REPORTED_SQL = """
UPDATE directives_assignment SET updated_on = GREATEST(assigned_on, %(today)s::date - (id %% 40)::int)
WHERE lifecycle NOT IN ('accepted', 'withdrawn') AND id %% 3 > 0
"""


@dataclass(frozen=True)
class Measured:
    """Milliseconds in the median: of the rates, of the plain SQL (None for another day) and of the overview's other figures."""

    name: str
    measured: int
    rates: float
    plain: float | None
    overview: float


def median(ask: Callable[[], object]) -> float:
    """Return the median milliseconds of some calls, after one that is not counted."""
    ask()
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def measure(url: str, name: str) -> list[Measured]:
    """Measure today and a month ago in a filled database. Django is set up.

    Raises:
        RuntimeError: rates and plain SQL do not say the same.
    """
    from dondoc.accounts.permissions import Scope  # noqa: PLC0415
    from dondoc.directives.listing import Moment  # noqa: PLC0415
    from dondoc.reviews.figures import overview  # noqa: PLC0415
    from dondoc.reviews.update_rates import update_rates  # noqa: PLC0415

    scope, found = Scope(province.JURISDICTION, "all"), []
    with psycopg.connect(url, autocommit=True) as connection:
        for day, on in (("today", province.TODAY), ("a month ago", BEFORE)):
            moment = Moment(on=on, today=province.TODAY)
            rates = update_rates(scope, moment)
            plain = None
            if moment.is_now:
                asked: dict[str, Any] = {"on": on}
                told = {unit: pair for unit, *pair in connection.execute(PLAIN_SQL, asked).fetchall()}
                if told != {unit: [rate.updated, rate.measured] for unit, rate in rates.by_unit.items()}:
                    raise RuntimeError("the rates are not what the plain SQL says")
                plain = median(lambda: connection.execute(PLAIN_SQL, {"on": province.TODAY}).fetchall())
            found.append(
                Measured(
                    f"{name}, {day}", rates.total.measured, median(lambda: update_rates(scope, moment)), plain,  # noqa: B023 - asked at once
                    median(lambda: overview(scope, moment)),  # noqa: B023 - asked at once
                )
            )  # fmt: skip
    return found


def table(found: list[Measured]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| assignments | of which a report is awaited | rates, ms | plain SQL, ms | rates ÷ plain | the other figures, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        plain = (f"{one.plain:.1f}", f"{one.rates / one.plain:.2f}") if one.plain else ("", "")
        cells = (str(one.measured), f"{one.rates:.1f}", *plain, f"{one.overview:.1f}")
        lines.append(f"| {one.name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def fill(url: str, size: int, *, all_open: bool) -> None:
    """Fill a migrated database and make the roll-ups. Django is set up."""
    from bench import reminders  # noqa: PLC0415
    from dondoc.directives.rollup import rebuild  # noqa: PLC0415

    (reminders if all_open else province).load(url, size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_REPORTED_SQL, {"today": province.TODAY})
        connection.execute("VACUUM ANALYZE directives_assignment")
    rebuild(jurisdiction_id=province.JURISDICTION, day=province.TODAY)


def one_database(url: str, size: int, *, all_open: bool) -> None:
    """Migrate an empty database, fill it, measure, print the lines of the table without its head."""
    os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "dondoc.config.settings"}
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    fill(url, size, all_open=all_open)
    name = f"{size:,}".replace(",", " ") + (", all open" if all_open else "")
    print("\n".join(table(measure(url, name)).splitlines()[2:]), flush=True)


def main() -> None:
    """Measure each size in a throwaway database and a process of its own."""
    if len(sys.argv) > 3:
        one_database(sys.argv[3], int(sys.argv[2]), all_open=sys.argv[1] == "open")
        return
    import tempfile  # noqa: PLC0415

    from dondoc.embedded import temporary  # noqa: PLC0415

    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(table([]), flush=True)
    for what, size in [*(("mixed", size) for size in sizes), ("open", sizes[-1])]:
        with temporary() as info, tempfile.TemporaryDirectory(prefix="dondoc-bench-") as home:
            command = [sys.executable, "-m", "bench.updates", what, str(size), info.url]
            subprocess.run(command, env={**os.environ, "DONDOC_HOME": home}, check=True)


if __name__ == "__main__":
    main()
