"""One's own tokens, and, for the administrator, the users."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Body, Query, Router

from dondoc.accounts import selectors
from dondoc.accounts.commands._checks import require_manager
from dondoc.accounts.commands.change_user import change_user
from dondoc.accounts.commands.create_user import create_user
from dondoc.accounts.commands.deactivate_user import deactivate_user
from dondoc.accounts.commands.issue_token import issue_token
from dondoc.accounts.commands.reactivate_user import reactivate_user
from dondoc.accounts.commands.revoke_token import revoke_token
from dondoc.accounts.commands.set_password import set_password
from dondoc.accounts.models import ApiToken, User
from dondoc.api import lookups
from dondoc.api.auth import AUTH, Password
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.organizations import (
    IssuedToken,
    NewPassword,
    NewToken,
    NewUser,
    OwnPassword,
    Reason,
    TokenList,
    UserChanges,
    UserItem,
    UserPage,
    UserQuery,
)
from dondoc.web.requests import PageRequest

router = Router(tags=["Tài khoản"])


@router.get("/tokens", response=TokenList, summary="Mã truy cập của tôi", url_name="tokens")
def list_of_tokens(request: PageRequest) -> HttpResponse:
    """Trả các mã truy cập của người hỏi, cả những mã đã thu hồi."""
    return reply({"items": [_token(token) for token in selectors.tokens_of(request.user)]})


@router.post(
    "/tokens", response={201: IssuedToken}, summary="Tạo mã truy cập", url_name="tokens", auth=[*AUTH, Password()]
)
def issue_own_token(request: PageRequest, body: Body[NewToken]) -> HttpResponse:
    """Tạo một mã truy cập cho chính mình. Lần đầu, dùng tên đăng nhập và mật khẩu (`Authorization: Basic`)."""
    issued = issue_token(name=body.name, expires_at=body.expires_at, **request.who)
    return reply({**_token(issued.token), "token": issued.secret}, status=201)


@router.delete("/tokens/{token_id}", response={204: None}, summary="Thu hồi mã truy cập", url_name="token")
def revoke_own_token(request: PageRequest, token_id: Id) -> HttpResponse:
    """Thu hồi một mã truy cập của mình; người quản trị thu hồi được mã của người khác."""
    revoke_token(token_id=token_id, **request.who)
    return no_content()


def _token(token: ApiToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "created_at": at(token.created_at),
        "expires_at": at(token.expires_at),
        "revoked_at": at(token.revoked_at),
    }


@router.get("/users", response=UserPage, summary="Người dùng", url_name="users", tags=["Quản trị"])
def list_of_users(request: PageRequest, query: Query[UserQuery]) -> HttpResponse:
    """Trả người dùng của địa phương; chỉ dành cho người quản trị."""
    require_manager(request.user)
    lookups.refuse_unknown(request, UserQuery.model_fields)
    found = selectors.users_of(request.user.jurisdiction_id, search=query.q, role=query.role)
    rows = list(found[query.offset : query.offset + query.limit])
    units, fields = _codes(request.user, rows)
    return reply(
        {
            "items": [_user(user, units, fields) for user in rows],
            "count": found.count(),
            "limit": query.limit,
            "offset": query.offset,
        }
    )


@router.get("/users/{user_id}", response=UserItem, summary="Một người dùng", url_name="user", tags=["Quản trị"])
def one_user(request: PageRequest, user_id: Id) -> HttpResponse:
    """Trả một người dùng."""
    require_manager(request.user)
    return _answer(request, selectors.user_of(request.user.jurisdiction_id, user_id))


@router.post("/users", response={201: UserItem}, summary="Tạo người dùng", url_name="users", tags=["Quản trị"])
def create_one_user(request: PageRequest, body: Body[NewUser]) -> HttpResponse:
    """Tạo một người dùng của địa phương."""
    require_manager(request.user)
    made = create_user(
        username=body.username,
        full_name=body.full_name,
        role=body.role,
        password=body.password,
        unit_id=_unit_id(request, body.unit),
        field_ids=[lookups.field_by_code(request.user, code) for code in body.fields],
        email=body.email,
        **request.who,
    )
    return _answer(request, made, status=201)


@router.patch("/users/{user_id}", response=UserItem, summary="Sửa người dùng", url_name="user", tags=["Quản trị"])
def change_one_user(request: PageRequest, user_id: Id, body: Body[UserChanges]) -> HttpResponse:
    """Sửa tên, vai trò, đơn vị, lĩnh vực, thư điện tử; những gì không gửi giữ nguyên."""
    require_manager(request.user)
    now = selectors.user_of(request.user.jurisdiction_id, user_id)
    changed = change_user(
        user_id=user_id,
        full_name=now.full_name if body.full_name is None else body.full_name,
        role=body.role or now.role,
        unit_id=now.unit_id if body.unit is None else _unit_id(request, body.unit),
        field_ids=now.fields
        if body.fields is None
        else [lookups.field_by_code(request.user, code) for code in body.fields],
        email=now.email if body.email is None else body.email,
        **request.who,
    )
    return _answer(request, changed)


@router.post(
    "/users/{user_id}/deactivate", response=UserItem, summary="Ngừng tài khoản", url_name="deactivate_user",
    tags=["Quản trị"],
)  # fmt: skip
def deactivate_one_user(request: PageRequest, user_id: Id, body: Body[Reason] = None) -> HttpResponse:  # type: ignore[assignment]
    """Không cho đăng nhập nữa, thu hồi mọi mã truy cập; việc đã làm vẫn đứng tên người đó."""
    reason = body.reason if body else ""
    return _answer(
        request,
        deactivate_user(user_id=user_id, reason=reason, **request.who),
    )


@router.post(
    "/users/{user_id}/reactivate", response=UserItem, summary="Mở lại tài khoản", url_name="reactivate_user",
    tags=["Quản trị"],
)  # fmt: skip
def reactivate_one_user(request: PageRequest, user_id: Id) -> HttpResponse:
    """Cho đăng nhập lại."""
    return _answer(
        request,
        reactivate_user(user_id=user_id, **request.who),
    )


@router.post(
    "/users/{user_id}/password", response={204: None}, summary="Đặt mật khẩu", url_name="user_password",
    tags=["Quản trị"],
)  # fmt: skip
def set_user_password(request: PageRequest, user_id: Id, body: Body[NewPassword]) -> HttpResponse:
    """Đặt mật khẩu cho một người dùng khác; mọi phiên đang mở của người đó kết thúc."""
    require_manager(request.user)
    set_password(user_id=user_id, password=body.password, **request.who)
    return no_content()


@router.post("/me/password", response={204: None}, summary="Đổi mật khẩu của tôi", url_name="own_password")
def set_own_password(request: PageRequest, body: Body[OwnPassword]) -> HttpResponse:
    """Đổi mật khẩu của chính mình; cần mật khẩu hiện tại. Mọi phiên đang mở kết thúc."""
    set_password(
        user_id=request.user.pk, password=body.password, current_password=body.current_password, **request.who,
    )  # fmt: skip
    return no_content()


def _unit_id(request: PageRequest, code: str | None) -> int | None:
    return lookups.units_by_code(request.user, [code])[0].id if code else None


def _codes(actor: User, rows: list[User]) -> tuple[dict[int, lookups.UnitRef], dict[int, str]]:
    units = lookups.units_by_id(actor, {user.unit_id for user in rows if user.unit_id is not None})
    return units, lookups.field_codes(actor) if any(user.fields for user in rows) else {}


def _answer(request: PageRequest, user: User, *, status: int = 200) -> HttpResponse:
    return reply(_user(user, *_codes(request.user, [user])), status=status)


def _user(user: User, units: Mapping[int, lookups.UnitRef], fields: Mapping[int, str]) -> dict[str, Any]:
    return {
        "id": user.pk,
        "username": user.username,
        "full_name": user.full_name,
        "email": user.email,
        "role": user.role,
        "unit": units[user.unit_id].code if user.unit_id is not None and user.unit_id in units else None,
        "fields": [fields[each] for each in user.fields if each in fields],
        "is_active": user.is_active,
        "created_at": at(user.created_at),
    }
