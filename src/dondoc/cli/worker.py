"""`dondoc worker`: runs the jobs that wait, and those that the clock asks for."""

from __future__ import annotations

import click

from dondoc.cli.kept_database import kept_database
from dondoc.config.bootstrap import tables_ready
from dondoc.config.web_server import end_with_parent


@click.command()
@click.option("--queues", metavar="TÊN,TÊN", default="", help="Chỉ chạy việc của các hàng này; mặc định là tất cả.")
@click.option(
    "--once", is_flag=True, help="Làm hết việc đang chờ rồi dừng; mã kết thúc 1 khi không xem được hàng việc."
)
@click.option("--concurrency", default=2, show_default=True, type=click.IntRange(1, 64), help="Số việc chạy cùng lúc.")
@click.option("--child", is_flag=True, hidden=True, help="Dừng cùng tiến trình mẹ.")
def worker(queues: str, once: bool, concurrency: int, child: bool) -> None:
    """Chạy việc nền; Ctrl-C dừng sau khi làm xong việc đang làm."""
    if child:
        end_with_parent()
    # The worker may be the only user of an embedded database: nobody else would start it again.
    with kept_database(), tables_ready():
        from dondoc.jobs.worker import Options, work

        names = [name.strip() for name in queues.split(",") if name.strip()]
        if not once and not child:
            click.echo("Bắt đầu chạy việc nền. Nhấn Ctrl-C để dừng.")
        if not work(Options(queues=names, once=once, concurrency=concurrency)):
            click.echo(
                "Không xem được hàng việc, có lẽ vì cơ sở dữ liệu không trả lời. Việc chưa làm vẫn còn đó; hãy chạy lại.",
                err=True,
            )
            raise SystemExit(1)
        if not once and not child:
            click.echo("Đã dừng chạy việc nền.")
