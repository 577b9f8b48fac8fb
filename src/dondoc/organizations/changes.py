"""What every command of the room does at its end, and how the database's refusals become sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from dondoc.foundation.errors import Conflict
from dondoc.foundation.models import next_id
from dondoc.foundation.text import fold, sort_key
from dondoc.organizations.models import Jurisdiction


def hold_organization(jurisdiction_id: int) -> None:
    """Let one change of units, groups and posts of `jurisdiction_id` follow the other until the transaction ends.

    What a change judges lies in several rows (a tenure within its unit's life, no unit below itself): locks on
    the rows it writes would not keep another change from making it wrong. Readers do not wait.
    """
    Jurisdiction.objects.select_for_update(no_key=True).get(id=jurisdiction_id)


def units_changed(jurisdiction_id: int) -> None:
    """Note that units, groups or posts of `jurisdiction_id` changed: kept directories and previews are out of date.

    The number comes from the sequence, never twice: what a rolled-back transaction used is not used again.
    """
    Jurisdiction.objects.filter(id=jurisdiction_id).update(organization_version=next_id())


def reserve_ids(count: int) -> list[int]:
    """Return `count` new ids for rows that are added together."""
    if count == 0:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('dondoc_id') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def unit_texts(name: str, abbreviation: str, aliases: list[str]) -> dict[str, str]:
    """Return the columns that are computed of a unit's names."""
    return {"search_text": fold(" ".join((name, abbreviation, *aliases))), "sort_key": sort_key(name)[:600]}


def difference(row: models.Model, new: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what of `new` differs from `row`, as JSON: column → [before, after]."""
    return {
        column: [as_json(getattr(row, column)), as_json(value)]
        for column, value in new.items()
        if getattr(row, column) != value
    }


def as_json(value: Any) -> Any:
    """Return `value` as a ledger payload takes it: days as ISO text."""
    return value if value is None or isinstance(value, (str, int, bool, list)) else str(value)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn the refusal of a constraint inside the block into its Vietnamese sentence.

    The block is a savepoint: the transaction around it can go on.

    Raises:
        Conflict: a constraint with a message of its own refused a row.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        message = _messages().get(name)
        if message is None:
            raise
        raise Conflict(message, code=name) from error


def _messages() -> dict[str, str]:
    found: dict[str, str] = {}
    for model in apps.get_models():
        meta = model._meta  # noqa: SLF001 - Django documents _meta as its API
        for constraint in meta.constraints:
            if constraint.violation_error_message != constraint.default_violation_error_message:
                found[constraint.name] = str(constraint.violation_error_message)
        for field in meta.local_fields:
            if field.unique and not field.primary_key:  # PostgreSQL names its index <table>_<column>_key
                found[f"{meta.db_table}_{field.column}_key"] = str(field.error_messages["unique"])
    return found
