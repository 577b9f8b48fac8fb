"""Writing rows whose ids are known beforehand, several statements in one trip to the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from django.db.models.sql import InsertQuery


@contextmanager
def one_trip() -> Iterator[None]:
    """Send the statements of the block one behind the other and wait for the server once, at the end.

    Only for statements whose result nobody reads, inside a transaction. Each still sees what those before it did,
    and the locks they took. After an error none of those behind it is carried out.

    Raises:
        django.db.Error: what a statement was refused for, at the end of the block.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model that carry their keys already; nothing is read back.

    Args:
        rows: at least one; all of one model.

    Raises:
        django.db.IntegrityError: the database refused a row.
    """
    model = type(rows[0])
    query = InsertQuery(model)
    query.insert_values([field for field in model._meta.concrete_fields if not field.generated], list(rows))  # noqa: SLF001
    with connection.cursor() as cursor:
        for statement, params in query.get_compiler(connection=connection).as_sql():
            cursor.execute(statement, params)
