"""Follow-up: another deadline, a deadline that stands still, the office's rules."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Day, Id, Limit, Offset, Page, Sent, Shown, Text

ExtensionStateCode = Literal["asked", "granted", "refused", "withdrawn"]
_Words = Annotated[Text, Field(max_length=2000)]


class ExtensionFileItem(Shown):
    """Tệp gửi kèm đề nghị."""

    id: int
    name: str
    size: int


class ExtensionItem(Shown):
    """Một đề nghị gia hạn."""

    id: int
    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    state: ExtensionStateCode
    was_due_on: Day = Field(description="thời hạn khi xin")
    wanted_on: Day
    granted_on: Day | None
    reason: str
    note: str
    asked_on: Day
    is_late: bool = Field(description="gửi sau thời hạn")
    decided_at: str | None
    files: list[ExtensionFileItem]
    actions: list[str] = Field(description="người hỏi làm được gì: decide, withdraw")


class ExtensionPage(Page):
    """Các đề nghị gia hạn, mới nhất trước."""

    items: list[ExtensionItem]


class ExtensionQuery(Sent):
    """Lọc các đề nghị."""

    state: ExtensionStateCode | None = None
    limit: Limit = 50
    offset: Offset = 0


class NewExtension(Sent):
    """Đề nghị gia hạn."""

    wanted_on: Day
    reason: _Words = Field("", description="bắt buộc")


class ExtensionDecision(Sent):
    """Quyết định đề nghị gia hạn."""

    is_granted: bool
    granted_on: Day | None = Field(None, description="để trống: ngày đơn vị xin")
    note: _Words = Field("", description="bắt buộc khi không đồng ý")


class ClockStopItem(Shown):
    """Thời gian không tính vào thời hạn."""

    id: int
    assignment_id: int
    since: Day
    until: Day | None = Field(description="null: còn tạm dừng")
    cause: str
    was_due_on: Day
    due_on: Day | None


class ClockStops(Shown):
    """Các lần tạm dừng của một phần việc, cũ nhất trước."""

    items: list[ClockStopItem]


class NewClockStop(Sent):
    """Tạm dừng thời hạn."""

    since: Day
    until: Day | None = None
    cause: _Words = Field("", description="bắt buộc")


class ClockResume(Sent):
    """Tính tiếp thời hạn."""

    until: Day = Field(description="ngày cuối không tính")


class ExtensionRulesItem(Sent):
    """Quy định gia hạn của cơ quan."""

    most: int = Field(ge=0, le=1000, description="số lần nhiều nhất")
    longest: int = Field(ge=0, le=100_000, description="số ngày làm việc thêm nhiều nhất mỗi lần; 0: không giới hạn")
    days_before: int = Field(ge=0, le=100_000, description="gửi trước hạn ít nhất bao nhiêu ngày làm việc")
    may_ask_late: bool


class DeputyItem(Shown):
    """Người quyết định thời hạn thay người khác."""

    id: int
    setter_id: int
    deputy_id: int
    valid_from: Day
    valid_to: Day | None


class Deputies(Shown):
    """Các ủy quyền mà người hỏi được xem, mới nhất trước."""

    items: list[DeputyItem]


class NewDeputy(Sent):
    """Ủy quyền quyết định thời hạn."""

    deputy_id: Id
    setter_id: Id | None = Field(None, description="để trống: thay cho chính người gửi")
    valid_from: Day
    valid_to: Day | None = None
