"""Closing: causes of delay, their list, what completion needs, remedies."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import Code, Codes, Day, Id, Limit, Offset, Page, RoleCode, Sent, Shown, Text

SideCode = Literal["objective", "subjective", "both"]
NeedCode = Literal["nothing", "note", "either", "file", "document", "both"]
_Words = Annotated[Text, Field(max_length=2000)]


def _parsed(value: Any) -> Any:
    """What a form sends as text is read as JSON; what is none is left for the schema to refuse."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


class CauseSent(Sent):
    """Nguyên nhân chậm; các lý do đã chọn cho biết khách quan, chủ quan hay cả hai."""

    kinds: Codes = Field([], description="mã các nguyên nhân trong danh mục; ít nhất một")
    objective_percent: int | None = Field(None, description="phần khách quan, 1 đến 99, khi có cả hai loại")
    words: _Words = Field("", description="diễn giải; bắt buộc với nguyên nhân khác")
    head_name: Annotated[Text, Field(max_length=120)] = Field(
        "", description="họ tên thủ trưởng ngày hết thời hạn, khi hồ sơ tổ chức không có ai; bắt buộc nếu không chọn"
    )
    head_title: Annotated[Text, Field(max_length=120)] = Field("", description="chức vụ của người ghi ở head_name")
    head_tenure_id: Id | None = Field(
        None, description="hoặc một người của đơn vị có trong hồ sơ; xem /assignments/{id}/answerable-head"
    )
    remedy: _Words = Field("", description="cách khắc phục; bắt buộc")


OptionalCause = Annotated[CauseSent | None, BeforeValidator(_parsed)]


class CauseItem(Shown):
    """Một nguyên nhân chậm đã nêu."""

    id: int
    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    source: Literal["unit", "office"]
    side: SideCode
    objective_percent: int
    kinds: list[str]
    words: str
    head_name: str = Field(description="trống ở dòng cũ, nêu khi chưa bắt buộc ghi người đứng đầu")
    head_title: str
    head_source: Literal["record", "chosen", "typed", "nobody"] = Field(
        description="theo hồ sơ ngày đó; chọn trong hồ sơ; ghi tay, không có trong hồ sơ; chưa ghi"
    )
    remedy: str
    due_on: Day
    completed_on: Day | None
    is_standing: bool = Field(description="đang có giá trị: lần nêu mới nhất")
    answers_id: int | None = Field(description="nguyên nhân của đơn vị mà Văn phòng đã kết luận")
    is_agreed: bool
    stated_on: Day
    remedy_directives: list[int] = Field(description="các nhiệm vụ khắc phục đã giao")


class CausePage(Page):
    """Các nguyên nhân đang có giá trị, mới nhất trước."""

    items: list[CauseItem]


class CauseQuery(Sent):
    """Lọc các nguyên nhân."""

    side: SideCode | None = None
    kind: Code = ""
    unit: Code = ""
    head: Literal["missing"] | None = Field(None, description="chỉ những dòng chưa ghi người đứng đầu")
    stage: Literal["open", "closed"] | None = Field(None, description="còn quá hạn, hay đã hoàn thành trễ")
    limit: Limit = 50
    offset: Offset = 0


class KnownPerson(Shown):
    """Một người giữ chức của đơn vị."""

    tenure_id: int
    name: str
    title: str
    valid_from: Day
    valid_to: Day | None


class AnswerableHead(Shown):
    """Ai đứng đầu đơn vị ngày hết thời hạn, theo hồ sơ tổ chức."""

    on: Day = Field(description="ngày hết thời hạn, kể cả gia hạn")
    head_name: str = Field(description="trống: hồ sơ không có ai, phải chọn hoặc ghi")
    head_title: str
    head_tenure_id: int | None
    is_acting: bool = Field(description="cấp phó phụ trách khi chưa có người đứng đầu")
    known: list[KnownPerson] = Field(description="người của đơn vị có trong hồ sơ, bất kể ngày nào")


class CauseKindItem(Shown):
    """Một nguyên nhân của danh mục."""

    code: str
    side: Literal["objective", "subjective"]
    name: str
    is_active: bool
    is_shipped: bool = Field(description="còn nguyên như hệ thống đặt sẵn")


class CauseKinds(Shown):
    """Danh mục nguyên nhân chậm."""

    items: list[CauseKindItem]


class CauseKindSet(Sent):
    """Thêm hoặc sửa một nguyên nhân."""

    name: Annotated[Text, Field(max_length=500)] = Field("", description="bắt buộc")
    side: Literal["objective", "subjective"]
    is_active: bool = True


class NeedItem(Shown):
    """Điều cần có khi báo cáo hoàn thành."""

    document_kind: str = Field(description="loại văn bản; trống: mọi loại chưa có dòng riêng")
    role: RoleCode
    needs: NeedCode
    is_shipped: bool


class Needs(Shown):
    """Bảng điều kiện hoàn thành."""

    items: list[NeedItem]


class NeedSet(Sent):
    """Đặt một dòng của bảng."""

    document_kind: Annotated[Text, Field(max_length=200)] = ""
    role: RoleCode
    needs: NeedCode | None = Field(None, description="null: bỏ dòng này")
