"""`dondoc reading`: how right the reader was, as people confirmed it; and reading again (`read_again.py`)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import click

from dondoc.cli.days import BadInputError, parse_day
from dondoc.cli.jurisdictions import now_in, the_jurisdiction
from dondoc.cli.read_again import again
from dondoc.cli.wording import Group
from dondoc.config.bootstrap import tables_ready

_FIELDS = {
    "directive": "Là chỉ đạo", "lead": "Chủ trì", "coordinate": "Phối hợp", "deadline_kind": "Loại hạn",
    "due_on": "Ngày hạn", "clause": "Mục",
}  # fmt: skip
_BANDS = {"none": "người thêm"}
_KINDS = {"unit_alias": "tên gọi khác của", "group_alias": "tên gọi khác của nhóm", "new_group": "nhóm mới gồm"}


@click.group(cls=Group)
def reading() -> None:
    """Xem bộ đọc đúng đến đâu, theo những gì người rà soát đã xác nhận; đọc lại văn bản đã nhập."""


reading.add_command(again)


@reading.command()
@click.option("--from", "first", metavar="NGÀY", help="Xác nhận từ ngày (2021-01-18 hoặc 18/01/2021).")
@click.option("--to", "last", metavar="NGÀY", help="Xác nhận đến hết ngày.")
@click.option("--jurisdiction", "jurisdiction_code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def report(first: str | None, last: str | None, jurisdiction_code: str | None, as_json: bool) -> None:
    """In độ đúng theo tháng, cơ quan ban hành, độ tin cậy và các tên gọi đề xuất."""
    start, end = (parse_day(text) if text else None for text in (first, last))
    if start and end and end < start:
        raise BadInputError(f"Ngày cuối {end:%d/%m/%Y} trước ngày đầu {start:%d/%m/%Y}; hãy đổi lại.")
    with tables_ready():
        answer = _answer(start, end, jurisdiction_code)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, default=str))
    else:
        _print(answer)


def _answer(first: dt.date | None, last: dt.date | None, code: str | None) -> dict[str, Any]:
    from dondoc.directives.judgement_selectors import report_of
    from dondoc.directives.name_proposals import proposals_of, seen_of
    from dondoc.foundation.clock import local_day
    from dondoc.organizations.models import Unit
    from dondoc.organizations.selectors import groups_of

    jurisdiction = the_jurisdiction(code)
    found = proposals_of(jurisdiction.id, local_day(now_in(jurisdiction)))
    seen = seen_of(jurisdiction.id, found)
    units = dict(Unit.objects.filter(jurisdiction_id=jurisdiction.id).values_list("id", "code"))
    groups = dict(groups_of(jurisdiction.id).values_list("id", "code"))
    return {
        "from": first,
        "to": last,
        **report_of(jurisdiction.id, first=first, last=last).as_dict(),
        "names": [one.as_dict(units, groups, seen) for one in found],
    }


def _print(answer: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    # In a pipe nobody folds lines: a narrow terminal's width is no reason to.
    if not console.is_terminal:
        console.width = 140
    if not answer["said"] and not answer["missed"]:
        console.print("Chưa có bản đọc nào được xác nhận trong giai đoạn này.")
    parts = (
        ("Theo tháng xác nhận", [(row["month"], row) for row in answer["by_month"]]),
        ("Theo cơ quan ban hành", [(row["name"] or "không rõ", row) for row in answer["by_issuer"]]),
        ("Theo độ tin cậy (%)", [(_BANDS.get(row["band"], row["band"]), row) for row in answer["by_band"]]),
        ("Cả giai đoạn", [("", answer)]),
    )
    for title, rows in parts:
        if not rows or not (answer["said"] or answer["missed"]):
            continue
        table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("", min_width=24)
        for heading in ("Chung", *_FIELDS.values(), "Bỏ sót"):
            table.add_column(heading, justify="right")
        for label, row in rows:
            cells = (row, *(row["fields"][name] for name in _FIELDS))
            table.add_row(
                label, *(f"{c['right']}/{c['said']}" if c["said"] else "–" for c in cells), str(row["missed"])
            )
        console.print(table)
    for one in answer["names"]:
        target = one["group"] if one["kind"] == "group_alias" else ", ".join(one["units"])
        console.print(
            f"Tên gọi đề xuất: “{one['name']}” → {_KINDS[one['kind']]} {target} ({one['times']}/{one['of_times']} lần)",
            markup=False,
        )
