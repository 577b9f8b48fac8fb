"""Reading units, posts and groups. Every function is given the jurisdiction and, where dates matter, the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold
from dondoc.organizations.directory import directory, name_index, resolve_names
from dondoc.organizations.models import (
    GroupMembership,
    PendingImport,
    Post,
    Tenure,
    Unit,
    UnitGroup,
    UnitSuccession,
    WorkField,
)
from dondoc.organizations.names import ResolvedName

__all__ = [
    "PostHolder", "ResolvedName", "ancestors", "descendants", "directory", "fields_of", "groups_of", "groups_of_unit",
    "heads_on", "members_of_group", "name_index", "pending_import", "posts_on", "predecessors", "resolve_names", "successions_among", "successors", "unit_by_code",
    "unit_choices", "unit_names", "units_on",
]  # fmt: skip


def valid_on(on: dt.date) -> Q:
    """Return the condition that a row's period includes the day `on`."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def units_on(jurisdiction_id: int, on: dt.date, *, search: str = "", kind: str = "") -> QuerySet[Unit]:
    """Return the units that exist on the day `on`, in Vietnamese alphabetical order.

    Args:
        jurisdiction_id: whose.
        on: the day.
        search: words, with or without diacritics, all of which a unit's names contain.
        kind: a code of `UnitKind`.
    """
    found = Unit.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id)
    if kind:
        found = found.filter(kind=kind)
    for word in fold(search).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("sort_key", "id")


def unit_choices(jurisdiction_id: int, on: dt.date) -> list[dict[str, Any]]:
    """Units and groups of a day for the field that finds them: id ("u12", "g3"), name, folded words, units meant."""
    units = list(units_on(jurisdiction_id, on).values_list("id", "name", "search_text"))
    place: dict[int, int] = {unit_id: k for k, (unit_id, _name, _words) in enumerate(units)}
    members: dict[int, list[int]] = {}
    rows = GroupMembership.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id)
    for group_id, unit_id in rows.values_list("group_id", "unit_id"):
        if unit_id in place:
            members.setdefault(group_id, []).append(unit_id)
    groups: list[dict[str, Any]] = []
    for group_id, name, aliases in groups_of(jurisdiction_id).values_list("id", "name", "aliases"):
        units_meant = sorted(members.get(group_id, []), key=place.__getitem__)
        groups.append(
            {"id": f"g{group_id}", "name": name, "words": fold(" ".join((name, *aliases))), "units": units_meant}
        )
    return groups + [{"id": f"u{i}", "name": name, "words": words, "units": [i]} for i, name, words in units]


def unit_by_code(jurisdiction_id: int, code: str) -> Unit:
    """Return the unit whose code is `code`, on whatever day.

    Raises:
        NotFound: there is none.
    """
    unit = Unit.objects.filter(jurisdiction_id=jurisdiction_id, code=code).first()
    if unit is None:
        raise NotFound(_("Không có đơn vị mang mã “%(code)s”. Hãy chọn đơn vị trong danh sách.") % {"code": code[:32]})
    return unit


def unit_names(jurisdiction_id: int, unit_ids: Collection[int]) -> dict[int, str]:
    """Return the names of these units by id."""
    found = Unit.objects.filter(jurisdiction_id=jurisdiction_id, id__in=set(unit_ids))
    return dict(found.values_list("id", "name"))


def descendants(jurisdiction_id: int, unit_ids: Collection[int]) -> frozenset[int]:
    """Return the ids of `unit_ids` and of every unit below them, on any day (a closed unit's history stays theirs).

    Parents of a whole jurisdiction are a few hundred pairs: one index-only read, then a walk.
    """
    below: dict[int, list[int]] = {}
    pairs = Unit.objects.filter(jurisdiction_id=jurisdiction_id, parent_unit_id__isnull=False)
    for parent, child in pairs.values_list("parent_unit_id", "id"):
        if parent is not None:
            below.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting = list(unit_ids)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting.extend(below.get(unit, ()))
    return frozenset(found)


def ancestors(jurisdiction_id: int, unit_ids: Collection[int]) -> frozenset[int]:
    """Return the ids of `unit_ids` and of every unit above them, on any day (one query, as `descendants`)."""
    pairs = Unit.objects.filter(jurisdiction_id=jurisdiction_id, parent_unit_id__isnull=False)
    above = dict(pairs.values_list("id", "parent_unit_id"))
    found: set[int] = set()
    for start in unit_ids:
        unit: int | None = start
        while unit is not None and unit not in found:
            found.add(unit)
            unit = above.get(unit)
    return frozenset(found)


def groups_of(jurisdiction_id: int) -> QuerySet[UnitGroup]:
    """Return the groups, in alphabetical order."""
    return UnitGroup.objects.filter(jurisdiction_id=jurisdiction_id).order_by("sort_key", "id")


def members_of_group(jurisdiction_id: int, group_id: int, on: dt.date) -> list[Unit]:
    """Return the units that belong to the group on the day `on` and exist on it, in alphabetical order."""
    memberships = GroupMembership.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id, group_id=group_id)
    return list(units_on(jurisdiction_id, on).filter(id__in=memberships.values("unit_id")))


def groups_of_unit(jurisdiction_id: int, unit_id: int, on: dt.date) -> list[UnitGroup]:
    """Return the groups to which the unit belongs on the day `on`."""
    memberships = GroupMembership.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id, unit_id=unit_id)
    return list(groups_of(jurisdiction_id).filter(id__in=memberships.values("group_id")))


@dataclass(frozen=True, slots=True)
class PostHolder:
    """A post and who holds it on the day asked for; `tenure` is None where it is vacant."""

    post: Post
    tenure: Tenure | None


def posts_on(jurisdiction_id: int, unit_id: int, on: dt.date) -> list[PostHolder]:
    """Return the posts of a unit in their order, each with its holder on the day `on`."""
    posts = Post.objects.filter(jurisdiction_id=jurisdiction_id, unit_id=unit_id)
    tenures = Tenure.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id, post_id__in=posts.values("id"))
    holders = {tenure.post_id: tenure for tenure in tenures}
    return [PostHolder(post, holders.get(post.id)) for post in posts.order_by("-is_head", "rank", "id")]


def heads_on(jurisdiction_id: int, unit_ids: Collection[int], on: dt.date) -> dict[int, Tenure]:
    """Return who heads each of the units on the day `on`; a unit without a head is not there (one query)."""
    tenures = Tenure.objects.filter(
        valid_on(on), jurisdiction_id=jurisdiction_id, post__unit_id__in=set(unit_ids), post__is_head=True
    ).select_related("post")
    return {tenure.post.unit_id: tenure for tenure in tenures}


def predecessors(jurisdiction_id: int, unit_id: int) -> list[UnitSuccession]:
    """Return whose work the unit took over (`.predecessor`) and when, oldest first."""
    found = UnitSuccession.objects.filter(jurisdiction_id=jurisdiction_id, successor_unit_id=unit_id)
    return list(found.select_related("predecessor").order_by("on", "id"))


def successors(jurisdiction_id: int, unit_id: int) -> list[UnitSuccession]:
    """Return who took over the unit's work (`.successor`) and when, oldest first."""
    found = UnitSuccession.objects.filter(jurisdiction_id=jurisdiction_id, predecessor_unit_id=unit_id)
    return list(found.select_related("successor").order_by("on", "id"))


def successions_among(jurisdiction_id: int, unit_ids: Collection[int]) -> list[UnitSuccession]:
    """Return every succession in which one of these units took over or was taken over, oldest first (one query)."""
    wanted = set(unit_ids)
    found = UnitSuccession.objects.filter(
        Q(predecessor_unit_id__in=wanted) | Q(successor_unit_id__in=wanted), jurisdiction_id=jurisdiction_id
    )
    return list(found.select_related("predecessor", "successor").order_by("on", "id"))


def fields_of(jurisdiction_id: int) -> QuerySet[WorkField]:
    """Return the fields of work, in alphabetical order."""
    return WorkField.objects.filter(jurisdiction_id=jurisdiction_id).order_by("sort_key", "id")


def pending_import(jurisdiction_id: int, user_id: int, import_id: int) -> PendingImport:
    """Return tables that this person uploaded and has not confirmed.

    Raises:
        NotFound: there are none of this number, or they are another's.
    """
    kept = PendingImport.objects.filter(jurisdiction_id=jurisdiction_id, created_by_id=user_id, id=import_id).first()
    if kept is None:
        raise NotFound(_("Không còn lần nhập này (đã xác nhận, đã bỏ, hoặc quá một ngày). Hãy tải tệp lên lại."))
    return kept
