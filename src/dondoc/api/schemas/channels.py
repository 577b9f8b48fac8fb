"""Calendars behind secret links, and the other ways on which messages leave the house."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Sent, Shown


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
