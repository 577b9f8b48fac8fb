"""Calendars behind secret links, and the other ways on which messages leave the house."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Body, Router

from dondoc.api import lookups
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.channels import FeedList, IssuedFeedItem, NewFeed
from dondoc.api.schemas.common import Id
from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.commands.revoke_feed import revoke_feed
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.feed_selectors import links_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.notifications.feeds import address_of

router = Router(tags=["Thông báo"])


@router.get("/calendar-feeds", response=FeedList, summary="Liên kết lịch của tôi", url_name="calendar_feeds")
def list_of_feeds(request: PageRequest) -> HttpResponse:
    """Trả các liên kết lịch đang dùng được của người hỏi; địa chỉ không được lưu nên không trả lại."""
    lookups.require_directives(request.user)
    return reply({"items": [_feed(link) for link in links_of(request.user)]})


@router.post(
    "/calendar-feeds",
    response={201: IssuedFeedItem},
    summary="Tạo hoặc làm mới liên kết lịch",
    url_name="calendar_feeds",
)
def renew_one_feed(request: PageRequest, body: Body[NewFeed]) -> HttpResponse:
    """Tạo liên kết lịch của mình hoặc của một đơn vị; liên kết trước của cùng lịch đó không đọc được nữa."""
    lookups.require_directives(request.user)
    unit_id = lookups.unit_id_of(request.user, body.unit, "unit")
    issued = renew_feed(unit_id=unit_id, **request.who)
    return reply({**_feed(issued.link), "url": address_of(issued.secret)}, status=201)


@router.delete(
    "/calendar-feeds/{link_id}", response={204: None}, summary="Thu hồi liên kết lịch", url_name="calendar_feed"
)
def revoke_one_feed(request: PageRequest, link_id: Id) -> HttpResponse:
    """Thu hồi một liên kết của mình; người quản trị thu hồi được của người khác."""
    revoke_feed(link_id=link_id, **request.who)
    return no_content()


def _feed(link: FeedLink) -> dict[str, Any]:
    return {"id": link.id, "unit": link.unit.code if link.unit_id else None, "created_at": at(link.created_at)}
