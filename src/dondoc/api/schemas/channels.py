"""Calendars behind secret links, and the other ways on which messages leave the house."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Limit, Offset, Page, Sent, Shown, Text


class FeedItem(Shown):
    """Một liên kết lịch đang dùng được."""

    id: int
    unit: str | None = Field(description="mã đơn vị có thời hạn trong lịch; không có: lịch của chính người hỏi")
    created_at: str


class FeedList(Shown):
    """Các liên kết lịch của người hỏi."""

    items: list[FeedItem]


class IssuedFeedItem(FeedItem):
    """Liên kết mới."""

    url: str = Field(description="địa chỉ lịch, chỉ trả một lần này")


class NewFeed(Sent):
    """Tạo hoặc làm mới liên kết lịch."""

    unit: Annotated[Code | None, Field(description="mã đơn vị; không gửi: lịch của chính mình")] = None


class DeliveryItem(Shown):
    """Một lần gửi chưa thành."""

    id: int
    channel: str = Field(description="email, push, webhook")
    username: str
    state: str = Field(description="failed: sẽ gửi lại; given_up: đã ngừng")
    reason: str = Field(description="mã lý do")
    attempts: int
    made_at: str
    next_attempt_at: str


class DeliveryPage(Page):
    """Các lần gửi chưa thành, mới nhất trước."""

    items: list[DeliveryItem]
    without_address: int = Field(description="số người dùng chưa có địa chỉ thư điện tử")
    mail_is_set_up: bool


class DeliveryQuery(Sent):
    """Lọc lần gửi."""

    channel: str = Field("", max_length=8)
    state: str = Field("", max_length=8, description="failed hoặc given_up; không gửi: cả hai")
    limit: Limit = 50
    offset: Offset = 0


class WebhookItem(Shown):
    """Một cổng nhận thông báo."""

    id: int
    name: str
    url: str
    kinds: list[str] = Field(description="mã các loại gửi qua cổng; rỗng: mọi loại")
    is_stopped: bool = Field(description="đã ngừng vì lỗi liên tiếp")
    failures: int
    created_at: str


class WebhookList(Shown):
    """Các cổng đang dùng."""

    items: list[WebhookItem]


class IssuedWebhook(WebhookItem):
    """Cổng mới."""

    secret: str = Field(description="khoá ký, chỉ trả một lần này")


class NewWebhook(Sent):
    """Thêm cổng."""

    name: Annotated[Text, Field(max_length=80)]
    url: Annotated[Text, Field(max_length=500)]
    kinds: Annotated[list[Annotated[Text, Field(max_length=60)]], Field(max_length=100)] = Field(
        default_factory=list, description="mã các loại; rỗng: mọi loại"
    )


class TrialResult(Shown):
    """Cổng trả lời tin thử thế nào."""

    is_sent: bool
    reason: str = Field(description="mã lý do khi không gửi được")


class PushItem(Shown):
    """Một trình duyệt được báo ngay."""

    id: int
    endpoint: str
    created_at: str


class PushList(Shown):
    """Các trình duyệt của người hỏi."""

    items: list[PushItem]
    application_key: str = Field(description="khoá công khai để trình duyệt đăng ký (applicationServerKey)")


class NewPush(Sent):
    """Đăng ký một trình duyệt."""

    endpoint: Annotated[Text, Field(max_length=1000)]
    public_key: Annotated[Text, Field(max_length=200)] = Field(description="p256dh, base64url")
    auth: Annotated[Text, Field(max_length=200)] = Field(description="base64url")
