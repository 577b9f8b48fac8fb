"""`dondoc serve`: the database, its migrations, and the web server, started and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import nullcontext
from types import FrameType

import click

from dondoc.cli.background import background
from dondoc.cli.kept_database import kept_database
from dondoc.config.bootstrap import prepared

_WATCH_SECONDS = 2.0
_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option("--workers", default=3, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình phục vụ.")
@click.option("--example", is_flag=True, help="Nạp tỉnh minh hoạ nếu chưa có và in tài khoản dùng thử.")
@click.option("--no-worker", is_flag=True, help="Không chạy việc nền ở đây; “dondoc worker” chạy riêng.")
def serve(host: str, port: int, workers: int, example: bool, no_worker: bool) -> None:
    """Chạy máy chủ web; Ctrl-C dừng cả máy chủ và cơ sở dữ liệu nhúng."""
    _require_free(host, port)
    # Links in letters and calendars lead here where nothing else is said; the web and the worker both inherit it.
    os.environ.setdefault("DONDOC_URL", f"http://{'127.0.0.1' if host in _ANYWHERE else host}:{port}")
    with kept_database(say=click.echo):
        with prepared() as created:
            if created:
                click.echo("Đã tạo các bảng của cơ sở dữ liệu.")
            _look_at_store()
            if example:
                from dondoc.demo.load import load_example

                if load_example(say=click.echo):
                    click.echo("Đã nạp tỉnh minh hoạ.")
        with nullcontext() if no_worker else background():
            code = _run_server(host, port, workers, example=example)
        raise SystemExit(code)


def _look_at_store() -> None:
    """Tell at once what a wrong setting would tell the first person who gives a file; the server starts all the same."""
    from dondoc.documents.disk import store
    from dondoc.stores import StoreError

    try:
        store().check()
    except StoreError as error:
        click.echo(f"{error} Máy chủ vẫn chạy, nhưng chưa gửi và mở được tệp.", err=True)


def _announce(host: str, port: int, *, example: bool) -> None:
    click.echo(f"\nĐôn Đốc chạy tại http://{host}:{port}")
    if example:
        from dondoc.demo.accounts import sign_in_table

        click.echo(sign_in_table())
    click.echo("Nhấn Ctrl-C để dừng.")


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            click.echo(
                f"Không mở được {host}:{port} ({error.strerror}); có thể một máy chủ khác đang chạy. "
                "Hãy dừng nó hoặc chọn cổng khác bằng --port.",
                err=True,
            )
            raise SystemExit(2) from error


def _answers(host: str, port: int) -> bool:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1" if host in _ANYWHERE else host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _run_server(host: str, port: int, workers: int, *, example: bool) -> int:
    """Run granian in a process group of its own, so that one Ctrl-C is passed on once and waited for.

    The address is printed when the server answers, not before.
    """
    environment = {**os.environ, "DONDOC_POOL": "1", "DJANGO_SETTINGS_MODULE": "dondoc.config.settings"}
    command = [
        sys.executable, "-m", "dondoc.config.web_server", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "256", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "10", "--respawn-failed-workers", "dondoc.config.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own command

    def pass_on(number: int, _frame: FrameType | None) -> None:  # noqa: ARG001
        process.send_signal(signal.SIGTERM)

    previous = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    announced = False
    try:
        while True:
            try:
                code = process.wait(timeout=_WATCH_SECONDS if announced else 0.1)
            except subprocess.TimeoutExpired:
                if not announced and _answers(host, port):
                    announced = True
                    _announce(host, port, example=example)
                continue
            break
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
        if process.poll() is None:
            process.kill()
    return 0 if code in (0, -signal.SIGTERM) else 1
