"""Units, groups, posts and their holders, for the administrator: the commands hold the rules."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.endpoints.organizations import router as catalogue
from dondoc.api.endpoints.organizations import shown_group, shown_unit
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.managing import (
    Closing,
    Leaving,
    NewGroup,
    NewHolder,
    NewMember,
    NewPost,
    NewUnit,
    UnitChanges,
)
from dondoc.api.schemas.organizations import GroupItem, UnitDetail
from dondoc.foundation.errors import NotFound
from dondoc.organizations import selectors
from dondoc.organizations.commands.change_membership import change_membership
from dondoc.organizations.commands.change_unit import change_unit
from dondoc.organizations.commands.close_unit import close_unit
from dondoc.organizations.commands.create_group import create_group
from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.create_unit import create_unit
from dondoc.organizations.commands.end_tenure import end_tenure
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import Unit
from dondoc.organizations.permissions import require_manager
from dondoc.web.requests import PageRequest

_TAGS = ["Quản trị đơn vị"]
router = Router(tags=_TAGS)
# Addresses that are read too: one router holds all the methods of an address.
_KEPT = ("name", "kind", "valid_from", "valid_to", "official_code", "abbreviation", "aliases")


@catalogue.post("/units", response={201: UnitDetail}, summary="Tạo đơn vị", url_name="units", tags=_TAGS)
def create_one_unit(request: PageRequest, body: Body[NewUnit]) -> HttpResponse:
    """Tạo một đơn vị; chỉ dành cho người quản trị."""
    require_manager(request.user)
    given = body.model_dump(exclude={"parent"})
    made = create_unit(**given, parent_unit_id=_id_of(request, body.parent), **request.who)
    return reply(shown_unit(request, made, request.today), status=201)


@catalogue.patch("/units/{code}", response=UnitDetail, summary="Sửa đơn vị", url_name="unit", tags=_TAGS)
def change_one_unit(request: PageRequest, code: str, body: Body[UnitChanges]) -> HttpResponse:
    """Sửa tên, loại, cấp trên, hiệu lực, tên gọi khác; mã giữ nguyên, những gì không gửi cũng vậy."""
    unit = _unit(request, code)
    values = {name: getattr(unit, name) for name in _KEPT}
    sent = body.model_dump(exclude_unset=True, exclude={"parent"})
    values |= {name: value for name, value in sent.items() if value is not None or name == "valid_to"}
    parent_id = _id_of(request, body.parent) if "parent" in body.model_fields_set else unit.parent_unit_id
    changed = change_unit(unit_id=unit.id, **values, parent_unit_id=parent_id, **request.who)
    return reply(shown_unit(request, changed, request.today))


@router.post("/units/{code}/close", response=UnitDetail, summary="Kết thúc hoạt động", url_name="close_unit")
def close_one_unit(request: PageRequest, code: str, body: Body[Closing]) -> HttpResponse:
    """Ghi ngày cuối cùng của đơn vị và các đơn vị kế thừa; nhiệm vụ đã giao giữ nguyên."""
    unit = _unit(request, code)
    heirs = lookups.units_by_code(request.user, body.successors, field="successors")
    closed = close_unit(
        unit_id=unit.id, last_day=body.last_day, successor_unit_ids=[heir.id for heir in heirs], reason=body.reason,
        **request.who,
    )  # fmt: skip
    return reply(shown_unit(request, closed, request.today))


@router.post("/units/{code}/posts", response={201: UnitDetail}, summary="Thêm chức danh", url_name="unit_posts")
def create_one_post(request: PageRequest, code: str, body: Body[NewPost]) -> HttpResponse:
    """Thêm một chức danh của đơn vị."""
    unit = _unit(request, code)
    create_post(unit_id=unit.id, **body.model_dump(), **request.who)
    return reply(shown_unit(request, unit, request.today), status=201)


@router.post(
    "/units/{code}/posts/{post_id}/holders", response={201: UnitDetail}, summary="Ghi người giữ chức",
    url_name="post_holders",
)  # fmt: skip
def start_one_tenure(request: PageRequest, code: str, post_id: Id, body: Body[NewHolder]) -> HttpResponse:
    """Ghi người giữ chức danh từ một ngày; không ai giữ cùng chức danh trong cùng một ngày."""
    unit = _unit(request, code)
    if post_id not in {held.post.id for held in selectors.posts_on(unit.jurisdiction_id, unit.id, request.today)}:
        raise NotFound(_("Không tìm thấy chức danh này của đơn vị; xem GET /units/{code}."))
    start_tenure(post_id=post_id, **body.model_dump(), **request.who)
    return reply(shown_unit(request, unit, request.today), status=201)


@router.post("/tenures/{tenure_id}/end", response=UnitDetail, summary="Thôi giữ chức", url_name="end_tenure")
def end_one_tenure(request: PageRequest, tenure_id: Id, body: Body[Leaving]) -> HttpResponse:
    """Ghi ngày cuối cùng một người giữ chức."""
    require_manager(request.user)
    ended = end_tenure(tenure_id=tenure_id, last_day=body.last_day, reason=body.reason, **request.who)
    unit = Unit.objects.get(jurisdiction_id=ended.jurisdiction_id, id=ended.post.unit_id)
    return reply(shown_unit(request, unit, request.today))


@catalogue.post("/groups", response={201: GroupItem}, summary="Tạo nhóm đơn vị", url_name="groups", tags=_TAGS)
def create_one_group(request: PageRequest, body: Body[NewGroup]) -> HttpResponse:
    """Tạo một nhóm đơn vị, chưa có thành viên."""
    require_manager(request.user)
    made = create_group(**body.model_dump(), **request.who)
    return reply(shown_group(request, made, request.today), status=201)


@router.post("/groups/{code}/members", response=GroupItem, summary="Ghi thành viên của nhóm", url_name="group_members")
def change_one_membership(request: PageRequest, code: str, body: Body[NewMember]) -> HttpResponse:
    """Ghi một đơn vị thuộc nhóm từ ngày nào đến ngày nào; cùng ngày đầu thì đổi ngày cuối."""
    require_manager(request.user)
    group = selectors.groups_of(request.user.jurisdiction_id).filter(code=code.replace("\0", "")).first()
    if group is None:
        raise NotFound(_("Không có nhóm mang mã này; xem danh sách ở /api/v1/groups."))
    unit = lookups.units_by_code(request.user, [body.unit])[0]
    change_membership(
        group_id=group.id, unit_id=unit.id, valid_from=body.valid_from, valid_to=body.valid_to, **request.who
    )
    return reply(shown_group(request, group, request.today))


def _unit(request: PageRequest, code: str) -> Unit:
    require_manager(request.user)
    return selectors.unit_by_code(request.user.jurisdiction_id, code.replace("\0", ""))


def _id_of(request: PageRequest, code: str | None) -> int | None:
    return lookups.units_by_code(request.user, [code], field="parent")[0].id if code else None
