"""Units, groups and fields of work, as they are or were on a day; and who it is that asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from dondoc.accounts import permissions as people
from dondoc.api import lookups
from dondoc.api.replies import reply
from dondoc.api.schemas.organizations import (
    FieldList,
    GroupList,
    Me,
    OnQuery,
    UnitDetail,
    UnitList,
    UnitQuery,
)
from dondoc.organizations import selectors
from dondoc.organizations.models import GroupMembership, Unit, UnitGroup
from dondoc.web.requests import PageRequest

router = Router(tags=["Danh mục"])
_MAY = {
    "see_directives": people.may_see_directives,
    "upload_document": people.may_upload_document,
    "give_directives": people.may_confirm_reading,
    "record_event": people.may_record_event,
    "backdate": people.may_backdate,
    "see_files": people.may_see_files,
    "export": people.may_export,
    "manage_users": people.may_manage_users,
}


@router.get("/me", response=Me, summary="Tôi là ai", url_name="me", tags=["Tài khoản"])
def me(request: PageRequest) -> HttpResponse:
    """Trả người mà mã truy cập thay mặt, vai trò, đơn vị, lĩnh vực và ngày của địa phương."""
    user = request.user
    unit = lookups.units_by_id(user, [user.unit_id]).get(user.unit_id) if user.unit_id else None
    fields = lookups.field_codes(user) if user.fields else {}
    return reply(
        {
            "id": user.pk,
            "username": user.username,
            "full_name": user.full_name,
            "role": user.role,
            "unit": unit.code if unit else None,
            "unit_name": unit.name if unit else None,
            "fields": [fields[each] for each in user.fields if each in fields],
            "jurisdiction": request.jurisdiction.code,
            "jurisdiction_name": request.jurisdiction.name,
            "today": request.today,
            "now": request.now,
            "may": [name for name, allowed in _MAY.items() if allowed(user)],
        }
    )


@router.get("/units", response=UnitList, summary="Các đơn vị", url_name="units")
def list_of_units(request: PageRequest, query: Query[UnitQuery]) -> HttpResponse:
    """Trả các đơn vị có hiệu lực vào ngày hỏi; mã ở đây là mã dùng khắp nơi trong API."""
    lookups.refuse_unknown(request, UnitQuery.model_fields)
    user, on = request.user, query.on or request.today
    found = list(selectors.units_on(user.jurisdiction_id, on, search=query.q, kind=query.kind))
    codes = _parent_codes(user.jurisdiction_id, found)
    return reply({"items": [_unit(unit, codes) for unit in found], "on": on})


@router.get("/units/{code}", response=UnitDetail, summary="Một đơn vị", url_name="unit")
def one_unit(request: PageRequest, code: str, query: Query[OnQuery]) -> HttpResponse:
    """Trả một đơn vị với chức danh, nhóm vào ngày hỏi, và các lần sáp nhập, chia tách."""
    lookups.refuse_unknown(request, OnQuery.model_fields)
    unit = selectors.unit_by_code(request.user.jurisdiction_id, code.replace("\0", ""))
    return reply(shown_unit(request, unit, query.on or request.today))


def shown_unit(request: PageRequest, unit: Unit, on: dt.date) -> dict[str, Any]:
    """Return a unit with its groups, posts and holders on the day `on`, and what it succeeded."""
    here = request.user.jurisdiction_id
    return {
        **_unit(unit, _parent_codes(here, [unit])),
        "groups": [group.code for group in selectors.groups_of_unit(here, unit.id, on)],
        "posts": [
            {
                "id": held.post.id,
                "code": held.post.code,
                "name": held.post.title,
                "is_head": held.post.is_head,
                "holder": held.tenure.person_name if held.tenure else None,
                "since": held.tenure.valid_from if held.tenure else None,
                "tenure_id": held.tenure.id if held.tenure else None,
            }
            for held in selectors.posts_on(here, unit.id, on)
        ],
        "predecessors": [
            {"unit": each.predecessor.code, "name": each.predecessor.name, "on": each.on}
            for each in selectors.predecessors(here, unit.id)
        ],
        "successors": [
            {"unit": each.successor.code, "name": each.successor.name, "on": each.on}
            for each in selectors.successors(here, unit.id)
        ],
    }


@router.get("/groups", response=GroupList, summary="Các nhóm đơn vị", url_name="groups")
def list_of_groups(request: PageRequest, query: Query[OnQuery]) -> HttpResponse:
    """Trả các nhóm (“các sở”, “UBND các huyện, thành phố”) với thành viên vào ngày hỏi."""
    lookups.refuse_unknown(request, OnQuery.model_fields)
    here, on = request.user.jurisdiction_id, query.on or request.today
    units = {unit.id: unit.code for unit in selectors.units_on(here, on)}
    members: dict[int, set[int]] = {}
    for group_id, unit_id in GroupMembership.objects.filter(selectors.valid_on(on), jurisdiction_id=here).values_list(
        "group_id", "unit_id"
    ):
        members.setdefault(group_id, set()).add(unit_id)
    items = [
        _group(group, [code for unit_id, code in units.items() if unit_id in members.get(group.id, ())])
        for group in selectors.groups_of(here)
    ]
    return reply({"items": items, "on": on})


def shown_group(request: PageRequest, group: UnitGroup, on: dt.date) -> dict[str, Any]:
    """Return a group with its members on the day `on`."""
    members = selectors.members_of_group(request.user.jurisdiction_id, group.id, on)
    return _group(group, [unit.code for unit in members])


def _group(group: UnitGroup, members: list[str]) -> dict[str, Any]:
    return {"code": group.code, "name": group.name, "aliases": group.aliases, "members": members}


@router.get("/fields", response=FieldList, summary="Các lĩnh vực", url_name="fields")
def list_of_fields(request: PageRequest) -> HttpResponse:
    """Trả các lĩnh vực theo thứ tự chữ cái."""
    found = selectors.fields_of(request.user.jurisdiction_id)
    return reply({"items": [{"code": field.code, "name": field.name} for field in found]})


def _parent_codes(jurisdiction_id: int, units: list[Unit]) -> dict[int, str]:
    parents = {unit.parent_unit_id for unit in units if unit.parent_unit_id is not None}
    if not parents:
        return {}
    found = Unit.objects.filter(jurisdiction_id=jurisdiction_id, id__in=parents)
    return dict(found.values_list("id", "code"))


def _unit(unit: Unit, codes: Mapping[int, str]) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": codes.get(unit.parent_unit_id) if unit.parent_unit_id else None,
        "official_code": unit.official_code,
        "abbreviation": unit.abbreviation,
        "aliases": unit.aliases,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
    }
