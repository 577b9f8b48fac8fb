"""The database of a command that runs for days: an embedded one that dies is started again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_WATCH_SECONDS = 2.0
_STOP_SECONDS = 15


@contextmanager
def kept_database(say: Callable[[str], object] = lambda _sentence: None) -> Iterator[None]:
    """Name the database in DATABASE_URL for the block; an embedded one is watched and started again when it dies.

    Processes that share an embedded server may all watch it: one starts it again, the others attach to it. A database
    that cannot be had ends the program with one Vietnamese sentence and exit status 2. Inside a process in which Django
    is set up already (a test) nothing is done.

    Args:
        say: told when an embedded server is started and stopped; its death is always said, on stderr.
    """
    from django.apps import apps

    from dondoc.config import runtime
    from dondoc.embedded.errors import EmbeddedError
    from dondoc.embedded.server import EmbeddedPostgres

    if apps.ready:
        yield
        return
    external = os.environ.get("DATABASE_URL", "").strip()
    if external:
        try:
            runtime.reached(external)
        except EmbeddedError as error:
            click.echo(str(error), err=True)
            raise SystemExit(2) from error
        yield
        return

    say("Khởi động cơ sở dữ liệu nhúng…")
    try:
        server = EmbeddedPostgres(runtime.home())
        info = server.start()
        # A restore that was killed half-way is finished or undone before anybody reads.
        runtime.settle(info.url)
    except EmbeddedError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from error
    os.environ["DATABASE_URL"] = info.url
    stopping = threading.Event()
    watcher = threading.Thread(target=_watch, args=(server, info.url, stopping), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        watcher.join(timeout=_STOP_SECONDS)
        del os.environ["DATABASE_URL"]
        server.stop()
        say("Cơ sở dữ liệu nhúng đã dừng.")


def _watch(server: object, url: str, stopping: threading.Event) -> None:
    import psycopg

    from dondoc.embedded.errors import EmbeddedError

    while not stopping.wait(_WATCH_SECONDS):
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            if stopping.is_set():
                return
            click.echo("Cơ sở dữ liệu nhúng không trả lời; đang khởi động lại…", err=True)
            try:
                server.start()  # type: ignore[attr-defined]
                click.echo("Cơ sở dữ liệu nhúng đã chạy lại.", err=True)
            except EmbeddedError as error:
                click.echo(str(error), err=True)
