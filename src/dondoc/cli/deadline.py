"""`dondoc deadline EXPRESSION`: what an expression of time means, by the reader's own grammar."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError, parse_day
from dondoc.cli.read import KINDS

if TYPE_CHECKING:
    from dondoc.reading import Timing


@click.command("deadline")
@click.argument("expression", nargs=-1, metavar="CỤM TỪ")
@click.option(
    "--from", "written", metavar="NGÀY", help="Ngày của văn bản; thiếu thì không suy năm, không đếm từ ngày ký."
)
@click.option(
    "--stdin", "from_stdin", is_flag=True, help="Đọc mỗi dòng của đầu vào chuẩn là một cụm từ, trả mỗi dòng một câu."
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON cho mỗi cụm từ.")
def deadline(expression: tuple[str, ...], written: str | None, *, from_stdin: bool, as_json: bool) -> None:
    """Đọc một cụm từ chỉ thời hạn, ví dụ "trong quý I và Quý II" --from 2021-01-07.

    Ngày làm việc tính theo lịch nghỉ lễ đi kèm (xem dondoc workdays).
    """
    from dondoc.reading import read_deadline
    from dondoc.worktime import add_working_days, default_calendar

    if from_stdin == bool(expression):
        raise BadInputError("Cần đúng một trong hai: một cụm từ trong ngoặc kép, hoặc --stdin để đọc từng dòng.")
    day = parse_day(written) if written is not None else None
    calendar = default_calendar()

    def working_days(start: date, count: int) -> date:
        return add_working_days(start, count, calendar)

    asked = sys.stdin if from_stdin else [" ".join(expression)]
    for line in asked:
        answer = read_deadline(line.strip(), day, working_days)
        click.echo(json.dumps(_as_json(answer), ensure_ascii=False) if as_json else _sentence(answer))
        for notice in answer.warnings:
            click.echo(f"lưu ý: {notice.message}", err=True)


def _as_json(answer: Timing) -> dict[str, Any]:
    found = answer.to_dict()
    return {"expression": found.pop("expression"), "from": found.pop("written"), **found}


def _sentence(answer: Timing) -> str:
    parts = [KINDS[answer.kind]]
    if answer.words:
        parts.append(f"“{answer.words}”")
    if answer.due_on:
        parts.append(f"đến hết ngày {answer.due_on:%d/%m/%Y}")
    if answer.rrule:
        parts.append(answer.rrule)
    return " · ".join([*parts, f"[{', '.join(answer.rules)}]"])
