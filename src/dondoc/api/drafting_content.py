"""A draft's content at the border: the API names units by their codes, within it they stand by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dondoc.accounts.models import User
from dondoc.api import lookups

_ROLES = ("leads", "coordinates")


def with_ids(user: User, content: dict[str, Any]) -> dict[str, Any]:
    """Return content that was sent, its units by id; it is changed in place. What has a wrong form is left to be refused.

    Raises:
        BadInput: a code that no unit has.
    """
    duties = list(_duties(content))
    codes = [code for duty in duties for role in _ROLES for code in _listed(duty, role) if isinstance(code, str)]
    ids = {unit.code: unit.id for unit in lookups.units_by_code(user, codes, field="duties")}
    for duty in duties:
        for role in _ROLES:
            if isinstance(duty.get(role), list):
                # 0 is no unit: an id in place of a code is refused.
                duty[role] = [ids.get(code, 0) if isinstance(code, str) else 0 for code in duty[role]]
    return content


def with_codes(user: User, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return kept content with its units by code."""
    wanted = {unit for duty in _duties(content) for role in _ROLES for unit in _listed(duty, role)}
    codes = {unit.id: unit.code for unit in lookups.units_by_id(user, wanted).values()}
    return {**content, "body": [_coded(item, codes) for item in content.get("body") or ()]}


def _coded(item: Mapping[str, Any], codes: Mapping[int, str]) -> dict[str, Any]:
    """An item of kept content, which is not nested deeply any more."""
    found = dict(item)
    if found.get("duties"):
        found["duties"] = [
            {**duty, **{role: [codes[unit] for unit in duty.get(role, ()) if unit in codes] for role in _ROLES}}
            for duty in found["duties"]
        ]
    if found.get("under"):
        found["under"] = [_coded(each, codes) for each in found["under"]]
    return found


def _listed(duty: Mapping[str, Any], role: str) -> list[Any]:
    value = duty.get(role)
    return value if isinstance(value, list) else []


def _duties(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every duty, whatever else was sent; without recursion, for it may be nested by an enemy."""
    open_: list[Any] = [content.get("body")]
    while open_:
        value = open_.pop()
        if isinstance(value, list):
            open_ += value
        elif isinstance(value, dict):
            given = value.get("duties")
            yield from (duty for duty in (given if isinstance(given, list) else ()) if isinstance(duty, dict))
            open_.append(value.get("under"))
