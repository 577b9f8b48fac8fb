"""The base of the domain's tables: `jurisdiction_id` leads every key (house plan, "Beyond one machine").

A province can then be a partition, or a server of its own, without a change of the schema. The database
itself refuses a row that points into another jurisdiction: see `belongs_to` and `foreign_keys`.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import Func, Value
from django.db.models.fields.related import ForeignObject

ID_SEQUENCE = "dondoc_id"


def next_id() -> Func:
    """Return the database default of every domain key: one sequence for all tables of a server."""
    return Func(Value(ID_SEQUENCE), function="nextval", output_field=models.BigIntegerField())


class DomainModel(models.Model):
    """A row of one jurisdiction, keyed `(jurisdiction_id, id)`."""

    pk = models.CompositePrimaryKey("jurisdiction_id", "id")
    jurisdiction_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=next_id(), editable=False)

    class Meta:
        abstract = True


def belongs_to(to: str, column: str, *, related_name: str, null: bool = False) -> Any:
    """Return a relation to a row of the same jurisdiction through the plain integer field `column`.

    Args:
        to: the other model, as "app.Model".
        column: the name of this model's integer field that holds the other row's `id`.
        related_name: the name of the reverse relation ("+" for none).
        null: whether the relation may be empty.
    """
    return ForeignObject(
        to,
        on_delete=models.DO_NOTHING,  # the composite foreign key of the database refuses it
        from_fields=["jurisdiction_id", column],
        to_fields=["jurisdiction_id", "id"],
        related_name=related_name,
        null=null,
    )


def foreign_keys(*links: tuple[str, str, str]) -> migrations.RunSQL:
    """Return the migration operation that makes `(table, column, other_table)` real composite foreign keys."""
    forward: list[str | tuple[str, Any]] = []
    backward: list[str | tuple[str, Any]] = []
    for table, column, other in links:
        name = f"{table}_{column}_fk"[:63]
        forward.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (jurisdiction_id, "{column}") '
            f'REFERENCES "{other}" (jurisdiction_id, id) DEFERRABLE INITIALLY DEFERRED'
        )
        backward.append(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    return migrations.RunSQL(forward, backward)
