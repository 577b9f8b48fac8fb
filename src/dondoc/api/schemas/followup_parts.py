"""Parts of an assignment: who has them, by when, how far they are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, Id, LifecycleCode, OptionalDay, Sent, Shown, Text, TimelinessCode

_Words = Annotated[Text, Field(max_length=2000)]
_Title = Annotated[Text, Field(max_length=200)]


class PartFileItem(Shown):
    """Tệp kèm báo cáo phần việc."""

    id: int
    name: str
    size: int
    added_on: Day = Field(description="ngày của báo cáo mà tệp gửi kèm")


class PartItem(Shown):
    """Một phần việc được chia. Người có phần việc bên cạnh chỉ thấy tiến độ: nội dung, kết quả để trống."""

    id: int
    assignment_id: int
    parent_part_id: int | None
    unit: str
    unit_name: str
    user_id: int | None
    user_name: str
    text: str
    lifecycle: LifecycleCode
    timeliness: TimelinessCode | None = Field(description="null: đã thu hồi, hoặc khép theo nhiệm vụ chung")
    stands: bool = Field(description="còn phải làm")
    given_on: Day
    due_on: Day | None
    original_due_on: Day | None
    is_after: bool = Field(description="hạn sau hạn của nhiệm vụ được chia, vì hạn đó đã chuyển sớm hơn")
    reported_on: Day | None
    completed_on: Day | None
    result: str
    result_document: str
    remark: str = Field(description="lý do trả lại, thu hồi")
    actions: list[str] = Field(description="người hỏi làm được gì")
    files: list[PartFileItem] = Field(description="tệp kèm các báo cáo, mới trước; chỉ những tệp người hỏi mở được")


class PartState(Shown):
    """Phần việc vào một ngày."""

    id: int
    lifecycle: LifecycleCode
    due_on: Day | None
    reported_on: Day | None
    completed_on: Day | None


class PartList(Shown):
    """Các phần việc của một nhiệm vụ, phần trên trước phần dưới."""

    done: int = Field(description="số phần trực tiếp đã xong")
    of: int = Field(description="trên tổng số phần trực tiếp không bị thu hồi")
    proposal: str = Field(description="kết quả các phần để mở đầu báo cáo chung khi mọi phần đã xong")
    may_divide: bool
    items: list[PartItem]


class PartStates(Shown):
    """Các phần việc vào một ngày đã qua, theo sổ cái."""

    on: Day
    items: list[PartState]


class PartsQuery(Sent):
    """Ngày hỏi."""

    on: OptionalDay = None


class MyParts(Shown):
    """Phần việc của người hỏi, hạn sớm trước."""

    items: list[PartItem]


class NewShare(Sent):
    """Một phần giao cho một đơn vị trực thuộc hoặc một người."""

    text: _Words = Field("", description="bắt buộc")
    unit: Code | None = None
    user_id: Id | None = None
    due_on: Day | None = Field(None, description="để trống: theo hạn của nhiệm vụ được chia")


class NewParts(Sent):
    """Chia việc."""

    shares: list[NewShare] = Field(max_length=60)
    parent_part_id: Id | None = Field(None, description="chia tiếp phần việc này; để trống: chia cả nhiệm vụ")


class PartChange(Sent):
    """Sửa phần việc."""

    text: _Words | None = None
    due_on: Day | None = None
    reason: _Words = ""


class PartReport(Sent):
    """Báo cáo phần việc."""

    note: _Words = Field("", description="bắt buộc")
    result_document: _Title = ""


class PartReason(Sent):
    """Lý do."""

    reason: _Words = Field("", description="bắt buộc")
