"""What is in the database now, by the natural keys that files use, and the ids behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dondoc.organizations.models import (
    GroupMembership,
    Jurisdiction,
    Post,
    Tenure,
    Unit,
    UnitGroup,
    UnitSuccession,
    WorkField,
)

Key = tuple[Any, ...]


@dataclass(slots=True)
class Snapshot:
    """The organisation of one jurisdiction: `values[table][key]` as files say it, `ids[table][key]`."""

    jurisdiction_id: int
    version: int
    values: dict[str, dict[Key, dict[str, Any]]] = field(default_factory=dict)
    ids: dict[str, dict[Key, int]] = field(default_factory=dict)

    def rows(self, table: str) -> dict[Key, dict[str, Any]]:
        """Return the rows of `table`."""
        return self.values.get(table, {})

    def add(self, table: str, key: Key, row_id: int, **values: Any) -> None:
        """Note one row."""
        self.values.setdefault(table, {})[key] = values
        self.ids.setdefault(table, {})[key] = row_id


def take_snapshot(jurisdiction_id: int) -> Snapshot:
    """Return what `jurisdiction_id` has now, in eight queries."""
    version = Jurisdiction.objects.values_list("organization_version", flat=True).get(id=jurisdiction_id)
    here = {"jurisdiction_id": jurisdiction_id}
    shot = Snapshot(jurisdiction_id, version)
    for work in WorkField.objects.filter(**here):
        shot.add("fields", (work.code,), work.id, name=work.name)
    groups = {group.id: group for group in UnitGroup.objects.filter(**here)}
    for group in groups.values():
        shot.add("groups", (group.code,), group.id, name=group.name, aliases=group.aliases)
    units = {unit.id: unit for unit in Unit.objects.filter(**here)}
    for unit in units.values():
        shot.add(
            "units",
            (unit.code,),
            unit.id,
            name=unit.name,
            kind=unit.kind,
            parent=units[unit.parent_unit_id].code if unit.parent_unit_id else "",
            official_code=unit.official_code,
            abbreviation=unit.abbreviation,
            aliases=unit.aliases,
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
        )
    for link in UnitSuccession.objects.filter(**here):
        pair = (units[link.predecessor_unit_id].code, units[link.successor_unit_id].code)
        shot.add("successions", pair, link.id, on=link.on)
    for member in GroupMembership.objects.filter(**here):
        key = (groups[member.group_id].code, units[member.unit_id].code, member.valid_from)
        shot.add("memberships", key, member.id, valid_to=member.valid_to)
    posts = {post.id: post for post in Post.objects.filter(**here)}
    for post in posts.values():
        shot.add(
            "posts",
            (units[post.unit_id].code, post.code),
            post.id,
            title=post.title,
            is_head=post.is_head,
            rank=post.rank,
        )
    for tenure in Tenure.objects.filter(**here):
        post = posts[tenure.post_id]
        shot.add(
            "holders",
            (units[post.unit_id].code, post.code, tenure.valid_from),
            tenure.id,
            person=tenure.person_name,
            email=tenure.email,
            valid_to=tenure.valid_to,
        )
    return shot
