"""`dondoc figures`: the overview of a day, for people and scripts."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import click

from dondoc.config.bootstrap import tables_ready


@click.command()
@click.option("--on", "on", required=True, metavar="NGÀY", help="Ngày cần số liệu (2021-01-18 hoặc 18/01/2021).")
@click.option("--unit", "unit_code", metavar="MÃ", help="Chỉ một đơn vị.")
@click.option("--jurisdiction", "jurisdiction_code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def figures(on: str, unit_code: str | None, jurisdiction_code: str | None, as_json: bool) -> None:
    """In số liệu tổng quan của một ngày: mỗi số là một phép đếm phần việc giao cho đơn vị."""
    day = _day(on)
    with tables_ready():
        answer = _figures(day, unit_code, jurisdiction_code)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _print(answer, whole=unit_code is None)


def _day(text: str) -> dt.date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    _refuse(f"Ngày “{text}” không có thật hoặc sai dạng; hãy viết 2021-01-18 hoặc 18/01/2021.")
    raise AssertionError


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(2)


def _figures(day: dt.date, unit_code: str | None, jurisdiction_code: str | None) -> dict[str, Any]:

    from dondoc.accounts.permissions import Scope
    from dondoc.cli.jurisdictions import now_in, the_jurisdiction
    from dondoc.directives.listing import Moment
    from dondoc.documents.choices import Origin
    from dondoc.foundation.clock import local_day
    from dondoc.organizations.models import Unit
    from dondoc.reviews.figures import Figures, Slice, both_overviews, told_with_original

    jurisdiction = the_jurisdiction(jurisdiction_code)
    names = {
        unit.id: unit
        for unit in Unit.objects.filter(jurisdiction_id=jurisdiction.id).only("id", "jurisdiction_id", "code", "name")
    }
    part = Slice()
    if unit_code:
        wanted = tuple(unit.id for unit in names.values() if unit.code == unit_code)
        if not wanted:
            _refuse(f"Không có đơn vị nào mang mã “{unit_code}”.")
        part = Slice(unit_ids=wanted)
    today = local_day(now_in(jurisdiction))
    moment = Moment(on=day, today=today, due_soon_days=jurisdiction.due_soon_days)
    found, original = both_overviews(Scope(jurisdiction.id, "all"), moment, part)
    none = Figures()
    units = sorted(found.by_unit.items(), key=lambda entry: names[entry[0]].code)
    return {
        "on": day.isoformat(),
        **told_with_original(found.total, original.total),
        "by_unit": [
            {
                "unit": names[unit_id].code,
                "name": names[unit_id].name,
                **told_with_original(counts, original.by_unit[unit_id]),
            }
            for unit_id, counts in units
        ],
        "by_origin": {
            origin: told_with_original(found.by_origin.get(origin, none), original.by_origin.get(origin, none))
            for origin in Origin.values
        },
    }


def _print(answer: dict[str, Any], *, whole: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    columns = (
        ("population", "Tổng"),
        ("done_on_time", "Xong đúng hạn"),
        ("done_late", "Xong trễ"),
        ("open_in_time", "Trong hạn"),
        ("due_soon", "(sắp đến hạn)"),
        ("overdue", "Quá hạn"),
        ("original_overdue", "(theo hạn ban đầu)"),
        ("undated", "Không thời hạn"),
    )
    day = dt.date.fromisoformat(answer["on"])
    table = Table(title=f"Số liệu ngày {day:%d/%m/%Y}", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Đơn vị", min_width=24)
    for _, heading in columns:
        table.add_column(heading, justify="right")
    for row in answer["by_unit"]:
        table.add_row(row["name"], *(str(row[name]) for name, _ in columns))
    if whole:
        table.add_section()
        table.add_row("Toàn tỉnh", *(str(answer[name]) for name, _ in columns))
    console = Console()
    # In a pipe nobody folds lines: a narrow terminal's width is no reason to.
    if not console.is_terminal:
        console.width = 160
    console.print(table)
