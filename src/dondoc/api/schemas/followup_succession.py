"""Transfer, merger and replacement of tasks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, Id, LifecycleCode, Limit, Offset, OptionalText, Page, Sent, Shown, Text

TransferStateCode = Literal["asked", "agreed", "declined", "done", "refused", "withdrawn"]
SuccessionCode = Literal["transferred", "merged", "superseded"]
_Words = Annotated[Text, Field(max_length=2000)]
_Number = Annotated[Text, Field(max_length=100)]


class TransferItem(Shown):
    """Một đề nghị chuyển nhiệm vụ sang đơn vị khác."""

    id: int
    assignment_id: int
    directive_id: int
    text: str = Field(description="nội dung nhiệm vụ")
    unit: str
    unit_name: str
    to_unit: str
    to_unit_name: str
    state: TransferStateCode
    reason: str
    answer: str = Field(description="của đơn vị nhận")
    note: str = Field(description="của Văn phòng")
    asked_at: str
    answered_at: str | None
    decided_at: str | None
    actions: list[str] = Field(description="người hỏi làm được gì: agree, decline, confirm, refuse, withdraw")


class TransferPage(Page):
    """Các đề nghị chuyển, mới nhất trước."""

    items: list[TransferItem]


class TransferQuery(Sent):
    """Lọc các đề nghị."""

    state: TransferStateCode | None = None
    limit: Limit = 50
    offset: Offset = 0


class NewTransfer(Sent):
    """Đề nghị chuyển."""

    to_unit: Code
    reason: _Words = Field("", description="bắt buộc")


class TransferAnswer(Sent):
    """Trả lời của đơn vị nhận."""

    agrees: bool
    note: _Words = Field("", description="bắt buộc khi không nhận")


class TransferDecision(Sent):
    """Quyết định của Văn phòng."""

    is_confirmed: bool
    note: _Words = Field("", description="bắt buộc khi không đồng ý")
    document_code: _Number = Field("", description="số văn bản quyết định, nếu có")


class TransferByDecision(NewTransfer):
    """Chuyển ngay theo quyết định."""

    document_code: _Number = Field("", description="số văn bản quyết định, nếu có")


class UnitHandover(TransferByDecision):
    """Chuyển việc chưa xong của một đơn vị đã kết thúc."""

    assignments: list[Id] | None = Field(None, description="chỉ những phần việc này; bỏ trống: mọi việc chuyển được")


class UnitWork(Shown):
    """Việc chưa xong của một đơn vị."""

    unit: str
    ended_on: Day | None
    successors: list[str] = Field(description="mã các đơn vị kế thừa còn hoạt động hôm nay; trống khi chưa kết thúc")
    assignments: int
    parts: int = Field(description="phần việc đơn vị khác chia cho")
    requests: int = Field(description="đề nghị gia hạn, đề nghị chuyển đang chờ")


class SucceededAssignment(Shown):
    """Phần việc đã khép lại và phần việc thay cho nó."""

    assignment_id: int
    successor_assignment_id: int | None
    was_lifecycle: LifecycleCode
    is_new: bool = Field(description="phần việc kia được giao do việc này")


class SuccessionItem(Shown):
    """Một lần chuyển, gộp hoặc thay thế."""

    id: int
    kind: SuccessionCode
    directive_id: int
    successor_directive_id: int
    reason: str
    document_code: str
    done_on: Day
    is_undone: bool
    assignments: list[SucceededAssignment]


class Successions(Shown):
    """Các lần chuyển, gộp, thay thế, cũ nhất trước."""

    items: list[SuccessionItem]


class CandidateItem(Shown):
    """Nhiệm vụ có thể trùng, hoặc có thể được thay thế."""

    directive_id: int
    text: str
    document: str
    issued_on: Day
    units: list[str] = Field(description="tên các đơn vị có phần việc đang mở ở cả hai")
    percent: int = Field(description="phần trăm số từ giống nhau")
    days_apart: int
    is_replaced: bool = Field(description="văn bản của nhiệm vụ này thay thế văn bản của nhiệm vụ đó")


class Candidates(Shown):
    """Các nhiệm vụ giống nhất trước."""

    items: list[CandidateItem]


class CandidateQuery(Sent):
    """Từ cần tìm; để trống: hệ thống tự đề xuất."""

    q: OptionalText = ""


class Merge(Sent):
    """Gộp các nhiệm vụ trùng vào nhiệm vụ này."""

    duplicate_ids: list[Id] = Field(max_length=100)
    reason: _Words = Field("", description="bắt buộc")
    document_code: _Number = ""


class Supersede(Sent):
    """Nhiệm vụ này thay thế các nhiệm vụ trước."""

    superseded_ids: list[Id] = Field(max_length=100)
    reason: _Words = Field("", description="bắt buộc")
    document_code: _Number = ""
