"""Venues of a meeting, and the code at its door."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Id, OptionalText, Sent, Shown, Text


class VenueItem(Shown):
    """Một điểm cầu."""

    id: int
    name: str
    unit: str | None = Field(description="mã đơn vị giữ danh sách của điểm cầu")
    place: str
    link: str
    is_main: bool = Field(description="điểm cầu chính, nơi người chủ trì ngồi")
    chair_id: int | None = Field(description="người được mời chủ trì điểm cầu")
    invitees: int = Field(description="số người được mời ngồi ở đây")


class Venues(Shown):
    """Các điểm cầu của một cuộc họp, theo thứ tự."""

    items: list[VenueItem]


class VenueFacts(Sent):
    """Một điểm cầu; sửa thì ghi đủ mọi trường."""

    name: Annotated[Text, Field(max_length=200)]
    unit: Code | None = Field(None, description="mã đơn vị giữ danh sách")
    place: Annotated[OptionalText, Field(max_length=300)] = ""
    link: Annotated[OptionalText, Field(max_length=400)] = ""
    is_main: bool = False
    chair_id: Id | None = Field(None, description="người được mời chủ trì; người ấy ngồi ở đây")


class DoorCode(Shown):
    """Mã điểm danh treo tại cửa."""

    secret: str = Field(description="rỗng: chưa tạo mã")
    address: str = Field(description="địa chỉ mà mã QR dẫn đến; rỗng: chưa tạo mã")
