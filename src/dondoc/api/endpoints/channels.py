"""Calendars behind secret links, and the other ways on which messages leave the house."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from ninja import Body, Query, Router

from dondoc.accounts.models import User
from dondoc.api import lookups
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.channels import (
    DeliveryItem,
    DeliveryPage,
    DeliveryQuery,
    FeedList,
    IssuedFeedItem,
    IssuedWebhook,
    NewFeed,
    NewPush,
    NewWebhook,
    PushItem,
    PushList,
    TrialResult,
    WebhookItem,
    WebhookList,
)
from dondoc.api.schemas.common import Id
from dondoc.notifications.commands.end_push import end_push
from dondoc.notifications.commands.end_webhook import end_webhook
from dondoc.notifications.commands.register_webhook import register_webhook
from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.commands.resume_webhook import resume_webhook
from dondoc.notifications.commands.retry_delivery import retry_delivery
from dondoc.notifications.commands.revoke_feed import revoke_feed
from dondoc.notifications.commands.subscribe_push import subscribe_push
from dondoc.notifications.delivery_selectors import (
    people_without_address,
    troubled_deliveries,
    webhook_for,
    webhooks_of,
)
from dondoc.notifications.email.smtp import is_set_up
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.feed_selectors import links_of
from dondoc.notifications.models import Delivery
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.push import application_key
from dondoc.notifications.push_models import PushSubscription
from dondoc.notifications.push_selectors import browsers_of
from dondoc.notifications.webhook_models import Webhook
from dondoc.notifications.webhooks import send_sample
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


@router.get(
    "/push-subscriptions", response=PushList, summary="Trình duyệt được báo ngay", url_name="push_subscriptions"
)
def list_of_browsers(request: PageRequest) -> HttpResponse:
    """Trả các trình duyệt mà người hỏi đã bật thông báo đẩy."""
    return reply({"items": [_browser(one) for one in browsers_of(request.user)], "application_key": application_key()})


@router.post(
    "/push-subscriptions", response={201: PushItem}, summary="Bật thông báo đẩy", url_name="push_subscriptions"
)
def subscribe_one_browser(request: PageRequest, body: Body[NewPush]) -> HttpResponse:
    """Đăng ký một trình duyệt của chính mình để được báo ngay việc gấp."""
    made = subscribe_push(
        actor=request.user, endpoint=body.endpoint, public_key=body.public_key, auth=body.auth, now=request.now
    )
    return reply(_browser(made), status=201)


@router.delete(
    "/push-subscriptions/{subscription_id}", response={204: None}, summary="Tắt thông báo đẩy",
    url_name="push_subscription",
)  # fmt: skip
def end_one_browser(request: PageRequest, subscription_id: Id) -> HttpResponse:
    """Không báo cho trình duyệt này nữa."""
    end_push(actor=request.user, subscription_id=subscription_id, now=request.now)
    return no_content()


@router.get(
    "/deliveries", response=DeliveryPage, summary="Lần gửi chưa thành", url_name="deliveries", tags=["Quản trị"]
)
def list_of_deliveries(request: PageRequest, query: Query[DeliveryQuery]) -> HttpResponse:
    """Trả những lần gửi ra ngoài không thành kèm lý do; chỉ dành cho người quản trị."""
    require_channels(request.user)
    lookups.refuse_unknown(request, DeliveryQuery.model_fields)
    found = troubled_deliveries(request.user, channel=query.channel, state=query.state)
    rows = list(found[query.offset : query.offset + query.limit])
    names = dict(User.objects.filter(id__in={one.user_id for one in rows}).values_list("id", "username"))
    return reply(
        {
            "items": [_delivery(one, names.get(one.user_id, "")) for one in rows], "count": found.count(),
            "limit": query.limit, "offset": query.offset, "mail_is_set_up": is_set_up(),
            "without_address": people_without_address(request.user.jurisdiction_id),
        }
    )  # fmt: skip


@router.post(
    "/deliveries/{delivery_id}/retry", response=DeliveryItem, summary="Gửi lại", url_name="delivery_retry",
    tags=["Quản trị"],
)  # fmt: skip
def retry_one_delivery(request: PageRequest, delivery_id: Id) -> HttpResponse:
    """Cho một lần gửi chưa thành đi lại trong phút tới, cùng nội dung và cùng mã."""
    one = retry_delivery(delivery_id=delivery_id, **request.who)
    return reply(_delivery(one, User.objects.get(id=one.user_id).username))


@router.get("/webhooks", response=WebhookList, summary="Cổng SMS, Zalo", url_name="webhooks", tags=["Quản trị"])
def list_of_webhooks(request: PageRequest) -> HttpResponse:
    """Trả các cổng đang dùng; chỉ dành cho người quản trị."""
    require_channels(request.user)
    return reply({"items": [_webhook(hook) for hook in webhooks_of(request.user)]})


@router.post("/webhooks", response={201: IssuedWebhook}, summary="Thêm cổng", url_name="webhooks", tags=["Quản trị"])
def register_one_webhook(request: PageRequest, body: Body[NewWebhook]) -> HttpResponse:
    """Thêm một cổng; khoá ký chỉ trả một lần này."""
    require_channels(request.user)
    made = register_webhook(name=body.name, url=body.url, kinds=body.kinds, **request.who)
    return reply({**_webhook(made.webhook), "secret": made.secret}, status=201)


@router.delete("/webhooks/{webhook_id}", response={204: None}, summary="Bỏ cổng", url_name="webhook", tags=["Quản trị"])
def end_one_webhook(request: PageRequest, webhook_id: Id) -> HttpResponse:
    """Không gửi gì qua cổng này nữa."""
    end_webhook(webhook_id=webhook_id, **request.who)
    return no_content()


@router.post(
    "/webhooks/{webhook_id}/resume", response=WebhookItem, summary="Cho cổng chạy lại", url_name="webhook_resume",
    tags=["Quản trị"],
)  # fmt: skip
def resume_one_webhook(request: PageRequest, webhook_id: Id) -> HttpResponse:
    """Cho cổng đã ngừng vì lỗi liên tiếp chạy lại."""
    return reply(_webhook(resume_webhook(webhook_id=webhook_id, **request.who)))


@router.post(
    "/webhooks/{webhook_id}/try", response=TrialResult, summary="Gửi thử qua cổng", url_name="webhook_try",
    tags=["Quản trị"],
)  # fmt: skip
def try_one_webhook(request: PageRequest, webhook_id: Id) -> HttpResponse:
    """Gửi một tin thử và nói cổng trả lời thế nào."""
    require_channels(request.user)
    outcome = send_sample(webhook_for(request.user, webhook_id), request.user, request.now)
    return reply({"is_sent": outcome.is_sent, "reason": outcome.reason or ""})


def _delivery(one: Delivery, username: str) -> dict[str, Any]:
    return {
        "id": one.id, "channel": one.channel, "username": username, "state": one.state, "reason": one.reason,
        "attempts": one.attempts, "made_at": at(one.made_at), "next_attempt_at": at(one.next_attempt_at),
    }  # fmt: skip


def _webhook(hook: Webhook) -> dict[str, Any]:
    return {
        "id": hook.id, "name": hook.name, "url": hook.url, "kinds": hook.kinds, "failures": hook.failures,
        "is_stopped": hook.stopped_at is not None, "created_at": at(hook.created_at),
    }  # fmt: skip


def _browser(one: PushSubscription) -> dict[str, Any]:
    return {"id": one.id, "endpoint": one.endpoint, "created_at": at(one.created_at)}
