"""`dondoc ledger verify`: recompute every hash of the ledger and say what does not fit."""

from __future__ import annotations

import datetime as dt
import json
import string
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from dondoc.ledger.verify import Fault, Verification

_SEAL_LENGTH = 64


@click.group()
def ledger() -> None:
    """Kiểm tra sổ cái sự kiện."""


@ledger.command()
@click.option("--seal", metavar="DẤU", help="So với dấu niêm phong đã ghi lại từ lần kiểm tra trước.")
@click.option(
    "--recorded-by",
    "recorded_by",
    metavar="LÚC",
    help="Niêm phong những gì ghi đến lúc ấy (dạng lệnh đã in, ví dụ 2021-01-18T08:00:00+07:00).",
)
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def verify(seal: str | None, recorded_by: str | None, as_json: bool) -> None:
    """Tính lại mọi mã băm; kết thúc với mã 1 khi có dòng bị sửa, bị xoá, và nói rõ dòng nào."""
    noted = _seal(seal)
    until = _moment(recorded_by)
    with tables_ready():
        from dondoc.ledger.verify import verify as check

        found = check(recorded_by=until)
    matches = None if noted is None else noted == found.digest
    if as_json:
        click.echo(json.dumps(_answer(found, seal_matches=matches), ensure_ascii=False))
    else:
        _print(found, seal_matches=matches)
    if not found.intact or matches is False:
        raise SystemExit(1)


def _seal(text: str | None) -> str | None:
    if text is None:
        return None
    seal = text.strip().lower()
    if len(seal) != _SEAL_LENGTH or not set(seal) <= set(string.hexdigits):
        _refuse("Dấu niêm phong gồm 64 chữ số thập lục phân, như lệnh này đã in.")
    return seal


def _moment(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        _refuse(f"Thời điểm “{text}” không có thật hoặc sai dạng; hãy viết như 2021-01-18T08:00:00+07:00.")
        raise AssertionError from None
    if moment.tzinfo is not None:
        return moment
    from dondoc.foundation.clock import LOCAL

    return moment.replace(tzinfo=LOCAL)


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(2)


def _answer(found: Verification, *, seal_matches: bool | None) -> dict[str, Any]:
    return {
        "intact": found.intact,
        "events": found.events,
        "aggregates": found.aggregates,
        "digest": found.digest,
        "recorded_until": found.recorded_until.isoformat() if found.recorded_until else None,
        "seal_matches": seal_matches,
        "faults": [asdict(fault) for fault in found.faults],
        "more_faults": found.more_faults,
    }


def _print(found: Verification, *, seal_matches: bool | None) -> None:
    for fault in found.faults:
        click.echo(_sentence(fault), err=True)
    if found.faults:
        at_least = "ít nhất " if found.more_faults else ""
        click.echo(f"Sổ cái có {at_least}{len(found.faults)} chỗ sai trong {found.events} sự kiện.", err=True)
    else:
        click.echo(f"Sổ cái nguyên vẹn: {found.events} sự kiện của {found.aggregates} đối tượng.")
    if seal_matches is False:
        click.echo("Dấu niêm phong không khớp: sổ đã khác với lúc ghi dấu.", err=True)
    elif seal_matches:
        click.echo("Dấu niêm phong khớp với dấu đã ghi.")
    if found.recorded_until is not None:
        from dondoc.foundation.clock import LOCAL

        until = found.recorded_until.astimezone(LOCAL).isoformat()
        click.echo(f"Dấu niêm phong đến {until}: {found.digest}")


def _sentence(fault: Fault) -> str:
    row = f"sự kiện {fault.event_id}, " if fault.event_id is not None else ""
    return f"Sai: {fault.aggregate} {fault.aggregate_id} ({row}số thứ tự {fault.seq}): {fault.message}"
