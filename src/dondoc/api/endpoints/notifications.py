"""What the asking person was told, and how they want to be told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.notifications import (
    MessagePage,
    MessageQuery,
    NewWishes,
    ReadCount,
    ReadMessages,
    WishesItem,
)
from dondoc.notifications.commands.mark_read import mark_read
from dondoc.notifications.commands.set_default_preferences import set_default_preferences
from dondoc.notifications.commands.set_preferences import set_preferences
from dondoc.notifications.kinds import kinds, subject_of, text_of
from dondoc.notifications.models import Message
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.rules import Wishes
from dondoc.notifications.selectors import default_wishes, messages_of, unread_of, wishes_of
from dondoc.web.requests import PageRequest

router = Router(tags=["Thông báo"])
_NAMES = frozenset(MessageQuery.model_fields)


@router.get("/messages", response=MessagePage, summary="Thông báo của tôi", url_name="messages")
def list_of_messages(request: PageRequest, query: Query[MessageQuery]) -> HttpResponse:
    """Trả thông báo gửi cho chính người hỏi."""
    lookups.refuse_unknown(request, _NAMES)
    found = unread_of(request.user) if query.unread else messages_of(request.user)
    if query.kind:
        found = found.filter(kind=query.kind)
    items = [_item(one) for one in found[query.offset : query.offset + query.limit]]
    return reply(
        {
            "items": items, "count": found.count(), "limit": query.limit, "offset": query.offset,
            "unread": unread_of(request.user).count(),
        }
    )  # fmt: skip


@router.post("/messages/read", response=ReadCount, summary="Đánh dấu đã đọc", url_name="messages_read")
def read_messages(request: PageRequest, body: Body[ReadMessages]) -> HttpResponse:
    """Đánh dấu một hoặc mọi thông báo là đã đọc."""
    return reply({"read": mark_read(actor=request.user, message_id=body.message_id, now=request.now)})


@router.get("/messages/preferences", response=WishesItem, summary="Cách nhận thông báo", url_name="message_preferences")
def wishes(request: PageRequest) -> HttpResponse:
    """Trả cách người hỏi muốn nhận, và các loại thông báo."""
    return reply(_wishes(request))


@router.put(
    "/messages/preferences", response=WishesItem, summary="Đặt cách nhận thông báo", url_name="message_preferences"
)
def set_wishes(request: PageRequest, body: Body[NewWishes]) -> HttpResponse:
    """Đặt cho chính người hỏi."""
    set_preferences(actor=request.user, now=request.now, **body.model_dump())
    return reply(_wishes(request))


@router.get(
    "/messages/default-preferences", response=WishesItem, summary="Cách nhận chung", url_name="default_preferences"
)
def wishes_of_the_office(request: PageRequest) -> HttpResponse:
    """Trả cách nhận của những người chưa tự đặt, cho người quản trị."""
    require_channels(request.user)
    return reply(_shown(default_wishes(request.jurisdiction.id)))


@router.put(
    "/messages/default-preferences", response=WishesItem, summary="Đặt cách nhận chung", url_name="default_preferences"
)
def set_wishes_of_the_office(request: PageRequest, body: Body[NewWishes]) -> HttpResponse:
    """Người quản trị đặt cách nhận cho những người chưa tự đặt."""
    return reply(_shown(set_default_preferences(**body.model_dump(), **request.who)))


def _item(one: Message) -> dict[str, Any]:
    return {
        "id": one.id, "kind": one.kind, "subject": subject_of(one.kind, one.payload),
        "text": text_of(one.kind, one.payload), "path": one.path, "is_urgent": one.is_urgent,
        "created_at": at(one.created_at), "read_at": at(one.read_at),
    }  # fmt: skip


def _wishes(request: PageRequest) -> dict[str, Any]:
    return _shown(wishes_of(request.user))


def _shown(wishes: Wishes) -> dict[str, Any]:
    found = asdict(wishes)
    known = [{"code": one.code, "label": str(one.label)} for one in kinds()]
    return {**found, "muted_kinds": list(found["muted_kinds"]), "kinds": known}
