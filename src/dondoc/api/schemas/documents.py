"""Documents and drafts: what came in, what the reader found, what a person corrects."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field

from dondoc.api.schemas.common import (
    Code,
    Codes,
    Day,
    DeadlineKindCode,
    DirectionCode,
    Limit,
    Offset,
    OptionalDay,
    OptionalOrigin,
    OptionalText,
    OriginCode,
    Page,
    Sent,
    Shown,
    Text,
)
from dondoc.api.schemas.directives import NewDeadline

DraftStateCode = Literal["open", "confirmed", "discarded"]


class DocumentQuery(Sent):
    """Những văn bản nào."""

    q: OptionalText = Field("", description="từ trong số, ký hiệu, cơ quan, trích yếu")
    type: OptionalText = Field("", description="tên loại văn bản")
    origin: OptionalOrigin = None
    from_: OptionalDay = Field(None, alias="from", description="ban hành từ ngày")
    to: OptionalDay = Field(None, description="ban hành đến hết ngày")
    limit: Limit = 100
    offset: Offset = 0


class DocumentItem(Shown):
    """Một văn bản."""

    id: int
    code: str = Field(description="số và ký hiệu")
    type: str
    direction: DirectionCode
    origin: OriginCode
    issued_on: dt.date | None
    issuer: str
    subject: str
    signer_name: str
    has_file: bool = Field(description="tải tệp gốc ở /documents/{id}/file")
    created_at: dt.datetime


class DocumentPage(Page):
    """Danh sách văn bản, mới nhập trước."""

    items: list[DocumentItem]


class DocumentDetail(DocumentItem):
    """Một văn bản với toàn văn và những gì đọc được."""

    place: str
    urgency: str
    signer_authority: str
    signer_position: str
    recipients: list[str]
    meeting: dict[str, Any]
    references: list[dict[str, Any]]
    text: str
    sha256: str
    draft_id: int | None = Field(description="bản đọc, với người được rà soát")
    directive_ids: list[int] = Field(description="các nhiệm vụ trong phạm vi của người hỏi")


class SignatureItem(Shown):
    """Một chữ ký số, hoặc dấu thời gian của tệp."""

    who: str = Field(description="tên trong chứng thư số")
    body: str = Field(description="cơ quan trong chứng thư số")
    at: dt.datetime | None
    is_stamp: bool = Field(description="dấu thời gian, không phải chữ ký của người")
    good: bool = Field(description="nguyên vẹn và được tin cậy")
    open: bool = Field(description="nguyên vẹn, nhưng chưa khai báo tổ chức chứng thực nào được tin cậy")
    said: list[str]


class DocumentSignatures(Shown):
    """Các chữ ký số của tệp gốc; rỗng khi tệp không được ký số."""

    items: list[SignatureItem]
    problem: str = Field(description="vì sao không kiểm tra được; rỗng khi kiểm tra được")


class ReadAgain(Shown):
    """Việc đọc lại đã thay đổi gì; những gì người rà soát đã sửa hoặc xác nhận giữ nguyên."""

    document_id: int
    fields: list[str] = Field(description="những mục thông tin có nội dung mới, theo tên ở /documents/{id}")
    reasons: int = Field(description="bao nhiêu mục thông tin có lý do mới")
    words: int = Field(description="bao nhiêu chữ của bản quét có vị trí mới")
    added: int = Field(description="ý chỉ đạo mới trong bản đọc")
    changed: int = Field(description="ý chỉ đạo được cập nhật")
    removed: int = Field(description="ý chỉ đạo không còn")
    stayed: int = Field(description="ý chỉ đạo giữ nguyên vì đã có người sửa, bỏ hoặc rà soát")
    text: Literal["same", "renewed", "kept"] = Field(
        description="toàn văn như cũ, được thay, hoặc giữ cũ dù tệp nay đọc khác vì đã có câu được xác nhận"
    )


class NewDocument(Sent):
    """Văn bản mới: tệp (multipart) hoặc toàn văn dán vào."""

    text: Annotated[Text, Field(max_length=5_000_000)] = Field("", description="toàn văn, khi không có tệp")
    direction: DirectionCode | None = Field(None, description="mặc định đoán theo cơ quan ban hành")
    origin: OriginCode | None = Field(None, description="mặc định đoán theo cơ quan ban hành")
    is_secret: bool = Field(default=False, description="người gửi biết văn bản có dấu mật: từ chối, không lưu gì")
    accept_duplicate: bool = Field(default=False, description="vẫn nhập dù văn bản đã có")


class Registered(Shown):
    """Văn bản vừa nhập và bản đọc của nó."""

    document: DocumentItem
    draft_id: int
    items: int = Field(description="số ý chỉ đạo đọc được")
    warnings: list[dict[str, Any]]


class Addressee(Shown):
    """Nơi nhận việc, trong một vai trò."""

    as_written: str
    units: list[str] = Field(description="mã các đơn vị hiểu được; rỗng: chưa có trong danh mục")
    group: str | None = Field(description="mã nhóm, khi cách gọi là một nhóm")
    start: int | None
    end: int | None


class DraftDeadline(Shown):
    """Thời hạn đọc được."""

    kind: DeadlineKindCode
    words: str
    due_on: dt.date | None
    rule: str
    event_name: str
    event_working_days: int
    start: int | None
    end: int | None


class DraftTime(Shown):
    """Một trong các mốc thời gian của một ý."""

    words: str
    due_on: dt.date | None
    purpose: str = Field(description="việc phải xong ở mốc này; rỗng khi câu không nói")
    start: int
    end: int


class DraftItem(Shown):
    """Một ý chỉ đạo đang rà soát."""

    key: str
    clause: str
    start: int
    end: int
    text: str
    lead: list[Addressee]
    coordinate: list[Addressee]
    deadline: DraftDeadline
    times: list[DraftTime] = Field(description="khi câu nêu nhiều mốc; rỗng sau khi người rà soát đổi thời hạn")
    field: str | None
    flags: list[str]
    confidence: int | None
    because: list[str]
    dropped: bool
    edited: bool
    reviewed: bool
    problems: list[str] = Field(description="điều còn thiếu để xác nhận được")


class Draft(Shown):
    """Bản đọc của một văn bản; version tăng sau mỗi lần sửa."""

    id: int
    document_id: int
    state: DraftStateCode
    version: int
    field: str | None
    created_at: dt.datetime
    closed_at: dt.datetime | None
    warnings: list[dict[str, Any]]
    items: list[DraftItem]


class DraftQuery(Sent):
    """Những bản đọc nào."""

    state: DraftStateCode = "open"
    limit: Limit = 100
    offset: Offset = 0


class DraftLine(Shown):
    """Một dòng của danh sách bản đọc."""

    id: int
    document_id: int
    document_code: str
    state: DraftStateCode
    version: int
    items: int
    created_at: dt.datetime


class DraftPage(Page):
    """Danh sách bản đọc, mới trước."""

    items: list[DraftLine]


class Versioned(Sent):
    """Phiên bản đã xem: nếu người khác đã sửa, câu trả lời là 409."""

    version: Annotated[int, Field(ge=1)]


class ItemChanges(Versioned):
    """Những gì đổi ở một ý chỉ đạo; không gửi thì giữ nguyên."""

    lead: Codes | None = Field(None, description="mã các đơn vị chủ trì")
    coordinate: Codes | None = Field(None, description="mã các đơn vị phối hợp")
    lead_groups: Codes = Field([], description="cùng với lead: mã các nhóm, thành viên vào ngày của văn bản")
    coordinate_groups: Codes = Field([], description="cùng với coordinate")
    deadline: NewDeadline | None = None
    field: Code | None = Field(None, description='mã lĩnh vực; "" là theo lĩnh vực của bản đọc')
    clause: Annotated[Text, Field(max_length=60)] | None = None
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] | None = Field(
        None, description="vị trí mới của câu trong văn bản"
    )
    reviewed: bool | None = None


class NewItem(Versioned):
    """Ý chỉ đạo mà máy chưa thấy."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Cut(Versioned):
    """Chỗ tách một ý làm hai."""

    offset: Annotated[int, Field(ge=0)] = Field(description="vị trí trong văn bản")


class DraftField(Versioned):
    """Lĩnh vực của cả bản đọc."""

    field: Code | None = Field(None, description="để trống: không có lĩnh vực")


class Discard(Versioned):
    """Bỏ bản đọc."""

    reason: Annotated[Text, Field(max_length=2000)] = ""


class Confirmed(Shown):
    """Các nhiệm vụ vừa được giao."""

    draft_id: int
    document_id: int
    directive_ids: list[int]


class DocumentChanges(Sent):
    """Những gì đổi ở thông tin của văn bản; không gửi thì giữ nguyên."""

    type: Annotated[Text, Field(max_length=400)] | None = None
    direction: DirectionCode | None = None
    origin: OriginCode | None = None
    number: Annotated[Text, Field(max_length=400)] | None = None
    symbol: Annotated[Text, Field(max_length=400)] | None = None
    issued_on: Day | None = None
    place: Annotated[Text, Field(max_length=400)] | None = None
    issuer: Annotated[Text, Field(max_length=400)] | None = None
    subject: Annotated[Text, Field(max_length=5000)] | None = None
    urgency: Annotated[Text, Field(max_length=400)] | None = None
    signer_authority: Annotated[Text, Field(max_length=400)] | None = None
    signer_position: Annotated[Text, Field(max_length=400)] | None = None
    signer_name: Annotated[Text, Field(max_length=400)] | None = None


class SentenceLeft(Shown):
    """Một câu của văn bản mà chưa ý chỉ đạo nào có."""

    start: int
    end: int
    text: str


class SentencesLeft(Shown):
    """Các câu còn lại, theo thứ tự của văn bản."""

    items: list[SentenceLeft]


class CutPlaces(Shown):
    """Những vị trí trong văn bản mà một ý có thể tách làm hai."""

    offsets: list[int]
