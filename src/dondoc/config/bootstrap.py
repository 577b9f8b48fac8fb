"""Getting Django ready inside a command line tool: database first, then the settings that name it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def django_ready() -> Iterator[None]:
    """Attach to the database (starting the embedded one where none is named) and set Django up for the block.

    A database that cannot be had ends the program with one Vietnamese sentence and exit status 2. Inside a
    process in which Django is set up already (a test, a running server) nothing is done.
    """
    from django.apps import apps  # noqa: PLC0415

    if apps.ready:
        yield
        return
    from dondoc.config import runtime  # noqa: PLC0415
    from dondoc.embedded.errors import EmbeddedError  # noqa: PLC0415

    try:
        with runtime.database() as database, _settings(database.url):
            yield
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from error


@contextmanager
def tables_ready() -> Iterator[None]:
    """Like `django_ready`; a database without tables ends the program with one sentence and exit status 2."""
    with django_ready():
        from django.db import connection  # noqa: PLC0415

        if "django_migrations" not in connection.introspection.table_names():
            sys.stderr.write("Cơ sở dữ liệu chưa có bảng nào. Hãy chạy “dondoc serve” hoặc “dondoc demo” trước.\n")
            raise SystemExit(2)
        yield


@contextmanager
def prepared() -> Iterator[bool]:
    """Like `django_ready`, with the tables brought up to date; gives whether any migration ran."""
    with django_ready():
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415
        from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

        executor = MigrationExecutor(connection)
        pending = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if pending:
            call_command("migrate", interactive=False, verbosity=0)
        yield pending


@contextmanager
def _settings(url: str) -> Iterator[None]:
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
    import django  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    try:
        yield
    finally:
        connections.close_all()
        if before is None:
            os.environ.pop("DATABASE_URL", None)
        else:
            os.environ["DATABASE_URL"] = before
