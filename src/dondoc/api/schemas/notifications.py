"""Messages to a person and how they want to be told."""

from __future__ import annotations

from pydantic import Field

from dondoc.api.schemas.common import Id, Limit, Offset, Page, Sent, Shown


class MessageItem(Shown):
    """Một thông báo gửi cho người hỏi, bằng lời."""

    id: int
    kind: str = Field(description="mã loại thông báo")
    subject: str
    text: str
    path: str = Field(description="địa chỉ trang nó mở, kể từ gốc")
    is_urgent: bool
    created_at: str
    read_at: str | None


class MessagePage(Page):
    """Các thông báo, mới nhất trước."""

    items: list[MessageItem]
    unread: int


class MessageQuery(Sent):
    """Lọc thông báo."""

    unread: bool = Field(default=False, description="chỉ thông báo chưa đọc")
    kind: str = Field("", max_length=60, description="chỉ loại này")
    limit: Limit = 50
    offset: Offset = 0


class ReadMessages(Sent):
    """Đánh dấu đã đọc."""

    message_id: Id | None = Field(None, description="để trống: mọi thông báo chưa đọc")


class ReadCount(Shown):
    """Bao nhiêu thông báo vừa được đánh dấu."""

    read: int


class KindItem(Shown):
    """Một loại thông báo."""

    code: str
    label: str


class WishesItem(Shown):
    """Cách người hỏi muốn nhận thông báo."""

    by_email: bool
    by_push: bool
    urgent_at_once: bool
    digest_hour: int
    muted_kinds: list[str]
    kinds: list[KindItem]


class NewWishes(Sent):
    """Đặt cách nhận thông báo."""

    by_email: bool
    by_push: bool
    urgent_at_once: bool
    digest_hour: int = Field(ge=0, le=23, description="giờ gửi bản tổng hợp mỗi ngày làm việc")
    muted_kinds: list[str] = Field([], max_length=100, description="những loại chỉ hiện trong Đôn Đốc")
