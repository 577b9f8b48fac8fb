"""Conclusions of a meeting: their lines, the duties that people set for them, what the reader finds in them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, DeadlineKindCode, Id, Sent, Shown, Text
from dondoc.api.schemas.meetings import Version

LineKindCode = Literal["heading", "clause", "paragraph"]
_Long = Annotated[Text, Field(max_length=50_000)]
_Depth = Annotated[int, Field(ge=0, le=3)]
_Mark = Annotated[Text, Field(max_length=20)]
_Units = Annotated[list[Code], Field(max_length=500)]


class LineDuty(Shown):
    """Việc mà một dòng kết luận giao, do người ghi đặt; không có thì lời văn được đọc khi phát hành."""

    leads: list[str] = Field(description="mã đơn vị chủ trì")
    coordinates: list[str] = Field(description="mã đơn vị phối hợp")
    deadline_kind: DeadlineKindCode | Literal[""]
    deadline_words: str
    due_on: dt.date | None


class NewLineDuty(Sent):
    """Việc giao ở một dòng kết luận."""

    leads: _Units = []
    coordinates: _Units = []
    deadline_kind: DeadlineKindCode | Literal[""] = ""
    deadline_words: Annotated[Text, Field(max_length=300)] = ""
    due_on: Day | None = None


_Duties = Annotated[list[NewLineDuty], Field(max_length=20)]


class ConclusionLine(Shown):
    """Một dòng kết luận."""

    id: int
    kind: LineKindCode
    depth: int
    mark: str = Field(description="ký hiệu đầu dòng: 1., a), -")
    label: str = Field(description="ký hiệu ghi tay; rỗng: theo thứ tự")
    text: str
    duties: list[LineDuty]
    item_id: int | None = Field(description="nội dung họp mà dòng này kết luận")
    is_shown: bool
    version: int


class Conclusions(Shown):
    """Kết luận của người chủ trì, theo thứ tự."""

    items: list[ConclusionLine]


class NewConclusion(Sent):
    """Một dòng kết luận mới."""

    text: _Long
    kind: LineKindCode = "clause"
    depth: _Depth = 0
    label: _Mark = Field("", description="ký hiệu ghi tay; không ghi: theo thứ tự")
    duties: _Duties = []
    after_id: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = Field(
        None, description="đứng sau dòng nào; 0: đầu tiên; không ghi: cuối cùng"
    )
    item_id: Id | None = None
    client_key: Annotated[str, Field(max_length=40)] = Field("", description="gửi lại cùng khoá: vẫn là một dòng")


class ConclusionChange(Sent):
    """Sửa một dòng kết luận; phần không ghi thì giữ nguyên. Người khác vừa sửa thì lỗi 409 `other_version` kèm cả hai bản."""

    version: Version
    text: _Long | None = None
    kind: LineKindCode | None = None
    depth: _Depth | None = None
    label: _Mark | None = None
    duties: _Duties | None = Field(None, description="ghi thì thay tất cả; danh sách rỗng: để lời văn được đọc")


class OfLineVersion(Sent):
    """Bản của dòng mà người làm đã thấy."""

    version: Version


class LinePlace(Sent):
    """Chỗ mới của một dòng."""

    after_id: Annotated[int, Field(ge=0, le=2**63 - 1)] = Field(description="đứng sau dòng nào; 0: đầu tiên")


class UnderstoodDuty(Shown):
    """Một nhiệm vụ mà hệ thống đọc được ở một dòng nếu phát hành hôm nay."""

    line_id: int | None = Field(description="null: mục không phải từ một dòng kết luận")
    leads: list[str] = Field(description="tên đơn vị chủ trì")
    coordinates: list[str] = Field(description="tên đơn vị phối hợp")
    unknown: list[str] = Field(description="tên không có trong danh mục")
    deadline_kind: DeadlineKindCode
    deadline_words: str
    due_on: dt.date | None
    by_hand: bool = Field(description="có phần do người ghi đặt")
    problems: list[str] = Field(description="điều còn vướng trước khi giao được")


class UnderstoodLines(Shown):
    """Những nhiệm vụ đọc được trong kết luận, theo thứ tự."""

    items: list[UnderstoodDuty]
