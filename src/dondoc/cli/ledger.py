"""`dondoc ledger verify`: recompute every hash of the ledger and say what does not fit."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from dondoc.config.bootstrap import django_ready


@click.group()
def ledger() -> None:
    """Kiểm tra sổ cái sự kiện."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def verify(as_json: bool) -> None:
    """Tính lại mọi mã băm; kết thúc với mã 1 khi có dòng bị sửa, bị xoá, và nói rõ dòng nào."""
    with django_ready():
        from dondoc.ledger.verify import verify as check

        found = check()
    if as_json:
        answer = {
            "intact": found.intact,
            "events": found.events,
            "aggregates": found.aggregates,
            "digest": found.digest,
            "faults": [asdict(fault) for fault in found.faults],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif found.intact:
        click.echo(f"Sổ cái nguyên vẹn: {found.events} sự kiện của {found.aggregates} đối tượng.")
        click.echo(f"Dấu niêm phong: {found.digest}")
    else:
        for fault in found.faults:
            number = f"sự kiện {fault.event_id}, " if fault.event_id else ""
            click.echo(
                f"Sai: {fault.aggregate} {fault.aggregate_id} ({number}số thứ tự {fault.seq}): {fault.message}",
                err=True,
            )
        click.echo(f"Sổ cái có {len(found.faults)} chỗ sai trong {found.events} sự kiện.", err=True)
    if not found.intact:
        raise SystemExit(1)
