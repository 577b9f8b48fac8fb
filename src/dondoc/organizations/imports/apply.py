"""Doing what a plan says: changes first (they may make room), then what is new, with the ledger's events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model

from dondoc.foundation.text import sort_key
from dondoc.ledger.append import NewEvent
from dondoc.organizations import events
from dondoc.organizations.changes import as_json, reserve_ids, unit_texts
from dondoc.organizations.imports.plan import ORDER, PlannedRow
from dondoc.organizations.imports.snapshot import Key, Snapshot
from dondoc.organizations.models import (
    GroupMembership,
    Post,
    Tenure,
    Unit,
    UnitGroup,
    UnitSuccession,
    WorkField,
)

_MODELS: dict[str, type[Model]] = {
    "fields": WorkField,
    "groups": UnitGroup,
    "units": Unit,
    "successions": UnitSuccession,
    "memberships": GroupMembership,
    "posts": Post,
    "holders": Tenure,
}
# table -> (aggregate, code of creation, code of change)
_EVENTS = {
    "fields": (events.WORK_FIELD, events.FIELD_CREATED, events.FIELD_CHANGED),
    "groups": (events.GROUP, events.GROUP_CREATED, events.GROUP_CHANGED),
    "units": (events.UNIT, events.UNIT_CREATED, events.UNIT_CHANGED),
    "successions": (events.UNIT, events.UNIT_SUCCEEDED, events.UNIT_SUCCEEDED),
    "memberships": (events.GROUP, events.MEMBER_ADDED, events.MEMBER_CHANGED),
    "posts": (events.UNIT, events.POST_CREATED, events.POST_CHANGED),
    "holders": (events.UNIT, events.TENURE_STARTED, events.TENURE_CHANGED),
}
_AGGREGATES = frozenset({"fields", "groups", "units"})
_PERSONAL = frozenset({"person", "email"})


def apply_plan(rows: Iterable[PlannedRow], there: Snapshot) -> list[NewEvent]:
    """Write the rows of a clean plan and return the events that tell of them, in the order of the tables."""
    found: list[NewEvent] = []
    ids = {table: dict(keys) for table, keys in there.ids.items()}
    by_table: dict[str, list[PlannedRow]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    for table in ORDER:
        changed = [row for row in by_table.get(table, ()) if row.verb == "change"]
        created = [row for row in by_table.get(table, ()) if row.verb == "create"]
        keys = ids.setdefault(table, {})
        keys.update(zip((row.key for row in created), reserve_ids(len(created)), strict=True))
        columns = _COLUMNS[table]
        model: Any = _MODELS[table]
        # A post that is the head's no more makes room for the one that becomes it.
        for row in sorted(changed, key=lambda row: bool(row.values.get("is_head"))):
            here = model.objects.filter(jurisdiction_id=there.jurisdiction_id, id=keys[row.key])
            here.update(**columns(row, ids))
        model.objects.bulk_create(
            [model(jurisdiction_id=there.jurisdiction_id, id=keys[row.key], **columns(row, ids)) for row in created],
            batch_size=500,
        )
        found += [_event(row, ids) for row in (*changed, *created)]
    return found


def _field(row: PlannedRow, _ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    return {"code": row.key[0], "name": row.values["name"], "sort_key": sort_key(row.values["name"])[:600]}


def _group(row: PlannedRow, _ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    return {**_field(row, _ids), "aliases": row.values["aliases"]}


def _unit(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    values = {name: value for name, value in row.values.items() if name != "parent"}
    parent = row.values["parent"]
    return {
        "code": row.key[0],
        "parent_unit_id": ids["units"][(parent,)] if parent else None,
        **values,
        **unit_texts(values["name"], values["abbreviation"], values["aliases"]),
    }


def _succession(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    before, after = row.key
    units = ids["units"]
    return {
        "predecessor_unit_id": units[(before,)],
        "successor_unit_id": units[(after,)],
        "on": row.values["on"],
    }


def _membership(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    group, unit, first = row.key
    return {
        "group_id": ids["groups"][(group,)],
        "unit_id": ids["units"][(unit,)],
        "valid_from": first,
        "valid_to": row.values["valid_to"],
    }


def _post(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    return {"unit_id": ids["units"][(row.key[0],)], "code": row.key[1], **row.values}


def _tenure(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> dict[str, Any]:
    return {
        "post_id": ids["posts"][row.key[:2]],
        "person_name": row.values["person"],
        "email": row.values["email"],
        "valid_from": row.key[2],
        "valid_to": row.values["valid_to"],
    }


_COLUMNS: dict[str, Callable[[PlannedRow, dict[str, dict[Key, int]]], dict[str, Any]]] = {
    "fields": _field,
    "groups": _group,
    "units": _unit,
    "successions": _succession,
    "memberships": _membership,
    "posts": _post,
    "holders": _tenure,
}


def _event(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> NewEvent:
    """Return the event of one row, on the unit, group or field that it is part of; never with a person's name."""
    aggregate, created, changed = _EVENTS[row.table]
    owner = _owner(row, ids)
    columns = _COLUMNS[row.table](row, ids)
    hidden = {"search_text", "sort_key", "person_name", "email"}
    payload: dict[str, Any] = {name: as_json(value) for name, value in columns.items() if name not in hidden}
    if row.verb == "change":
        payload = {
            name: [as_json(before), as_json(after)]
            for name, (before, after) in row.changes.items()
            if name not in _PERSONAL
        }
        if touched := sorted(set(row.changes) & _PERSONAL):
            payload["personal"] = touched
    if row.table not in _AGGREGATES:
        payload[{"posts": "post_id", "holders": "tenure_id"}.get(row.table, "row_id")] = ids[row.table][row.key]
    first = row.values.get("valid_from") or row.values.get("on")
    if row.table in {"memberships", "holders"}:
        first = row.key[2]
    return NewEvent(
        aggregate,
        owner,
        created if row.verb == "create" else changed,
        payload,
        effective_on=first if row.verb == "create" else None,
        is_first=row.verb == "create" and row.table in _AGGREGATES,
    )


def _owner(row: PlannedRow, ids: dict[str, dict[Key, int]]) -> int:
    if row.table in _AGGREGATES:
        return ids[row.table][row.key]
    if row.table == "memberships":
        return ids["groups"][(row.key[0],)]
    return ids["units"][(row.key[1 if row.table == "successions" else 0],)]
