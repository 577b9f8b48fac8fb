"""`dondoc indicators`: how many of a year's indicators were met, and which were missed."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError, parse_day
from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from dondoc.indicators.selectors import Board, Row

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@click.command()
@click.option(
    "--year", required=True, type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), metavar="NĂM", help="Năm kế hoạch."
)
@click.option("--on", "on", metavar="NGÀY", help="Như bảng cho biết vào ngày này; mặc định là hôm nay.")
@click.option("--jurisdiction", "jurisdiction_code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def indicators(year: int, on: str | None, jurisdiction_code: str | None, as_json: bool) -> None:
    """Chỉ tiêu của một năm: bao nhiêu đạt và vượt, chỉ tiêu nào không đạt, chỉ tiêu nào chưa có số liệu."""
    day = parse_day(on) if on else None
    with tables_ready():
        board = _asked(year, day, jurisdiction_code)
        if as_json:
            click.echo(json.dumps(_told(board, _exact), ensure_ascii=False, indent=2))
            return
        told = _told(board, _written)
    click.echo(
        f"Năm {year}, đến ngày {board.asked.on:%d/%m/%Y}: đạt và vượt {told['met_or_exceeded']}/{told['total']} chỉ tiêu."
    )
    for one in told["missed"]:
        click.echo(f"  không đạt: {one['name']}: {one['value']} / kế hoạch {one['target']} ({one['unit']})")
    if told["unknown"]:
        click.echo(f"  chưa có số liệu: {told['unknown']}")


def _asked(year: int, day: dt.date | None, code: str | None) -> Board:
    from dondoc.cli.jurisdictions import now_in, the_jurisdiction
    from dondoc.foundation.clock import local_day
    from dondoc.indicators.selectors import Asked, board_of

    here = the_jurisdiction(code)
    today = local_day(now_in(here))
    on = day or today
    if on > today:
        raise BadInputError("Chưa biết số liệu của ngày sau hôm nay.")
    return board_of(here.id, Asked(year, on))


def _told(board: Board, write: Callable[[Decimal], str]) -> dict[str, Any]:
    from dondoc.indicators.choices import Verdict

    return {
        "year": board.asked.year, "on": board.asked.on.isoformat(), "total": board.score.total,
        "met_or_exceeded": board.score.met_or_exceeded,
        "missed": [_missed(row, write) for row in board.rows if row.verdict == Verdict.MISSED], "unknown": board.score.unknown,
    }  # fmt: skip


def _missed(row: Row, write: Callable[[Decimal], str]) -> dict[str, str]:
    """What was aimed at and what was reached; of a structure the parts that were missed."""
    from dondoc.indicators.choices import Verdict

    target, value = _aim(row, write), write(row.value.value) if row.value else ""
    if row.parts:
        short = [part for part in row.parts if part.verdict == Verdict.MISSED]
        target = "; ".join(f"{part.indicator.name} {_aim(part, write)}" for part in short)
        value = "; ".join(f"{part.indicator.name} {write(part.value.value)}" for part in short if part.value)
    return {"name": row.indicator.name, "target": target, "value": value, "unit": row.indicator.measure}


def _aim(row: Row, write: Callable[[Decimal], str]) -> str:
    aim = row.target.target if row.target else None
    return "–".join(write(one) for one in (aim.low, aim.high) if one is not None) if aim else ""


def _exact(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _written(value: Decimal) -> str:
    """As an office writes it: 68.956,99."""
    return f"{value.normalize():,f}".translate({ord(","): ".", ord("."): ","})
