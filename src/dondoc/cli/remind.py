"""`dondoc remind`: the reminders of a day, told or only shown."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError, parse_day
from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dondoc.urging.describing import Described

_TEXT = 110


@click.command()
@click.option("--on", "on", required=True, metavar="NGÀY", help="Ngày cần nhắc (2021-02-01 hoặc 01/02/2021).")
@click.option("--dry-run", is_flag=True, help="Chỉ in ai sẽ được nhắc, không gửi và không ghi gì.")
@click.option("--jurisdiction", "jurisdiction_code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def remind(on: str, dry_run: bool, jurisdiction_code: str | None, as_json: bool) -> None:
    """Nhắc việc của một ngày theo các quy tắc đôn đốc: ai được nhắc việc gì, vì sao, theo quy tắc nào."""
    day = parse_day(on)
    with tables_ready():
        head, rows = _asked(day, jurisdiction_code, dry_run=dry_run)
        if as_json:
            _print_json(head, rows)
        else:
            _print(head, rows)


def _asked(day: dt.date, code: str | None, *, dry_run: bool) -> tuple[dict[str, Any], Iterator[Described]]:
    from dondoc.cli.jurisdictions import now_in, the_jurisdiction
    from dondoc.foundation.clock import local_day
    from dondoc.foundation.errors import DomainError
    from dondoc.urging.describing import described, told_by
    from dondoc.urging.running import run_reminders, since_of, would_tell

    here = the_jurisdiction(code)
    now = now_in(here)
    head: dict[str, Any] = {"on": day.isoformat(), "dry_run": dry_run, "jurisdiction": here.code}
    if dry_run:
        since = since_of(here.id, day)
        rows = would_tell(jurisdiction_id=here.id, day=day)
    else:
        if day > local_day(now):
            raise BadInputError("Chỉ nhắc cho hôm nay hoặc ngày đã qua; hãy thêm --dry-run để xem trước một ngày sau.")
        try:
            run = run_reminders(jurisdiction_id=here.id, day=day, now=now)
        except DomainError as error:
            raise BadInputError(error.message) from error
        since, rows = run.since, told_by(here.id, run.id)
        head |= {"reminders": run.reminders, "messages": run.messages, "people": run.people}
    return {**head, "since": since.isoformat() if since else None}, described(here.id, rows, day=day)


def _print_json(head: dict[str, Any], rows: Iterator[Described]) -> None:
    # Written as it comes: a province's first night has more than fits in memory.
    click.echo(json.dumps(head, ensure_ascii=False)[:-1] + ', "told": [', nl=False)
    for number, one in enumerate(rows):
        click.echo((",\n" if number else "\n") + json.dumps(one.as_dict(), ensure_ascii=False), nl=False)
    click.echo("]}")


def _print(head: dict[str, Any], rows: Iterator[Described]) -> None:
    count, rule, people = 0, "", set()
    for one in rows:
        if one.rule.code != rule:
            rule = one.rule.code
            click.echo(f"\n{one.rule.name} [{rule}]{', báo ngay' if one.rule.at_once else ''}")
        count += 1
        people |= {person.id for person in one.people}
        text = one.text if len(one.text) <= _TEXT else f"{one.text[: _TEXT - 1].rstrip()}…"
        source = f" ({one.document_code})" if one.document_code else ""
        click.echo(f"  {one.unit_name}: {text}{source}\n    {one.why}")
        click.echo(f"    → {', '.join(person.name for person in one.people)}")
    day = dt.date.fromisoformat(head["on"])
    began = (
        f"sau lần nhắc ngày {dt.date.fromisoformat(head['since']):%d/%m/%Y}" if head["since"] else "chưa nhắc lần nào"
    )
    verb = "sẽ nhắc" if head["dry_run"] else "đã nhắc"
    click.echo(f"\nNgày {day:%d/%m/%Y} ({began}): {verb} {count} lượt việc cho {len(people)} người.")
