"""Packets between bodies: what came, what goes, where documents stand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import Day, Id, Limit, Offset, OptionalText, Page, Sent, Shown, Text

KindCode = Literal["new", "recall", "update", "replace", "status"]
SideCode = Literal["originator", "receiver"]
IncomingStateCode = Literal[
    "received", "quarantined", "another_body", "accepted", "refused", "applied", "taken_back", "dismissed"
]
OutgoingStateCode = Literal["queued", "sending", "sent", "failed", "given_up", "cancelled"]
_Line = Annotated[Text, Field(max_length=200)]
_Words = Annotated[Text, Field(max_length=500)]
_Codes = Annotated[list[Annotated[Text, Field(max_length=35)]], Field(max_length=200)]


def _blank_is_nothing(value: object) -> object:
    return None if value == "" else value


class IncomingQuery(Sent):
    """Gói tin đến nào."""

    q: OptionalText = Field("", description="chữ trong số, trích yếu, tên hoặc mã bên gửi")
    state: Annotated[IncomingStateCode | None, BeforeValidator(_blank_is_nothing)] = None
    kind: Literal["", "status", "all"] = Field("all", description="rỗng: văn bản, yêu cầu, và trạng thái cần người xem")
    limit: Limit = 100
    offset: Offset = 0


class OutgoingQuery(Sent):
    """Gói tin đi nào."""

    q: OptionalText = Field("", description="chữ trong số, trích yếu, tên hoặc mã bên nhận")
    state: Annotated[OutgoingStateCode | None, BeforeValidator(_blank_is_nothing)] = None
    kind: Literal["", "status", "all"] = "all"
    limit: Limit = 100
    offset: Offset = 0


class IncomingItem(Shown):
    """Một gói tin đến."""

    id: int
    name: str = Field(description="tên khi đến")
    sha256: str
    state: IncomingStateCode
    error_code: str
    error: str = Field(description="một câu: vì sao cách ly")
    kind: KindCode | None = Field(description="null: không đọc được")
    status: str = Field(description="mã trạng thái của gói trạng thái")
    sender_code: str
    sender_name: str
    document_ident: str = Field(description="mã định danh văn bản như bên gửi viết")
    notation: str
    type_name: str
    issued_on: dt.date | None
    subject: str
    priority: int = Field(description="0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ")
    steering: int | None = Field(description="1 không chỉ đạo, 2 chỉ đạo, 3 báo cáo thực hiện")
    due_on: dt.date | None
    reason: str
    course_id: int | None
    document_id: int | None
    entry_id: int | None
    received_at: dt.datetime
    times_seen: int = Field(description="số lần cùng nội dung này đến")
    decided_at: dt.datetime | None
    decision: str


class AttachmentItem(Shown):
    """Một tệp đính kèm."""

    number: int
    name: str
    size: int
    description: str
    is_readable: bool = Field(description="có thể chọn làm văn bản khi tiếp nhận")


class IncomingDetail(IncomingItem):
    """Một gói tin đến với các tệp đính kèm."""

    content: str
    attachments: list[AttachmentItem]
    notices: list[str] = Field(description="những chỗ lệch quy chuẩn đã bỏ qua khi đọc")


class IncomingPage(Page):
    """Các gói tin đến, mới nhất trước."""

    items: list[IncomingItem]


class OutgoingItem(Shown):
    """Một gói tin đi, cho một nơi nhận."""

    id: int
    name: str
    state: OutgoingStateCode
    kind: KindCode
    status: str
    receiver_code: str
    receiver_name: str
    course_id: int
    document_id: int | None
    document_ident: str
    notation: str
    subject: str
    steering: int | None
    due_on: dt.date | None
    reason: str
    sha256: str
    attempts: int
    next_attempt_at: dt.datetime
    error_code: str
    error: str
    queued_at: dt.datetime
    sent_at: dt.datetime | None


class OutgoingPage(Page):
    """Các gói tin đi, mới nhất trước."""

    items: list[OutgoingItem]


class OutgoingItems(Shown):
    """Những gì vừa vào hàng đợi."""

    items: list[OutgoingItem]


class StepItem(Shown):
    """Một việc đã xảy ra với văn bản giữa hai cơ quan."""

    at: dt.datetime
    is_ours: bool
    kind: KindCode
    status: str
    reason: str
    staff: str
    outgoing_id: int | None
    incoming_id: int | None


class CourseItem(Shown):
    """Một văn bản giữa bên gửi và một bên nhận."""

    id: int
    side: SideCode = Field(description="cơ quan mình là bên nào")
    other_code: str
    other_name: str
    document_ident: str
    notation: str
    issued_on: dt.date | None
    subject: str
    document_id: int | None
    last: str = Field(description="trạng thái mới nhất; rỗng: chưa có")
    reached: str = Field(description="trạng thái xử lý (01–06) mới nhất")
    asked: str = Field(description="yêu cầu chưa trả lời: 13, recall, update hoặc replace")
    is_over: bool = Field(description="đã thu hồi, lấy lại hoặc thay thế")
    steps: list[StepItem]


class Courses(Shown):
    """Diễn biến của một văn bản ở từng nơi."""

    items: list[CourseItem]


class PacketFile(Sent):
    """Một gói tin nhận bằng đường khác, gửi ở trường `file`."""


class Accepting(Sent):
    """Tiếp nhận một văn bản."""

    register_id: Id = Field(description="sổ văn bản đến")
    attachment: Annotated[int, Field(ge=1, le=200)] | None = Field(
        None, description="tệp là văn bản; mặc định là tệp đọc được đầu tiên"
    )
    settled_by: _Line = Field("", description="đơn vị hoặc người nhận, ghi vào sổ")
    note: Annotated[Text, Field(max_length=1000)] = ""
    link_document_id: Id | None = Field(None, description="văn bản đã có mà gói tin này mang đến lần nữa")
    accept_duplicate: bool = False


class Accepted(Shown):
    """Kết quả tiếp nhận."""

    packet: IncomingItem
    document_id: int
    entry_id: int
    draft_id: int | None = Field(description="bản đọc vừa mở, khi là văn bản chỉ đạo")


class ExchangeReason(Sent):
    """Vì sao."""

    reason: _Words


class Note(Sent):
    """Đã kiểm tra thế nào."""

    note: _Words


class NewStatus(Sent):
    """Trạng thái xử lý gửi cho bên gửi."""

    status: Literal["04", "05", "06"]
    description: _Words = ""


class Answer(Sent):
    """Trả lời yêu cầu lấy lại, thu hồi, cập nhật, thay thế."""

    agree: bool
    reason: _Words = Field("", description="bắt buộc khi từ chối")


class Sending(Sent):
    """Gửi một văn bản đi."""

    receivers: _Codes = Field(description="mã định danh các cơ quan nhận")
    kind: Literal["new", "update", "replace"] = "new"
    steering: Literal[1, 2] = Field(1, description="2: văn bản giao việc")
    due_on: Day | None = None
    reason: _Words = Field("", description="bắt buộc khi cập nhật, thay thế")
    replaces_document_id: Id | None = None


class Recalling(Sent):
    """Lấy lại một văn bản đã gửi."""

    receivers: _Codes = Field([], description="mã các cơ quan; rỗng: mọi nơi đang giữ văn bản")
    by_packet: bool = Field(default=False, description="true: gói thu hồi; false: trạng thái 13")
    reason: _Words


class Reporting(Sent):
    """Văn bản báo cáo kết quả."""

    document_id: Id


class PartyItem(Shown):
    """Một cơ quan liên thông."""

    id: int
    code: str
    name: str
    in_charge: str
    address: str
    email: str
    telephone: str
    unit_id: int | None
    is_own: bool
    is_active: bool


class Parties(Shown):
    """Các cơ quan liên thông, cơ quan mình trước."""

    items: list[PartyItem]


class NewParty(Sent):
    """Khai hoặc sửa một cơ quan theo mã định danh."""

    code: Annotated[Text, Field(max_length=35)]
    name: _Line
    in_charge: _Line = ""
    address: Annotated[Text, Field(max_length=250)] = ""
    email: Annotated[Text, Field(max_length=100)] = ""
    telephone: Annotated[Text, Field(max_length=20)] = ""
    unit_id: Id | None = None
    is_own: bool = False
    is_active: bool = True
