"""Getting Django ready inside a command line tool: database first, then the settings that name it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def django_ready() -> Iterator[None]:
    """Attach to the database (starting the embedded one where none is named) and set Django up for the block.

    Raises:
        dondoc.embedded.EmbeddedPostgresError: the embedded database cannot be started.
    """
    from dondoc.config import runtime  # noqa: PLC0415

    with runtime.database() as database:
        os.environ["DATABASE_URL"] = database.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
        import django  # noqa: PLC0415
        from django.db import connections  # noqa: PLC0415

        django.setup()
        try:
            yield
        finally:
            connections.close_all()
