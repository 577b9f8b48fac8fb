"""Tasks from above: what the centre gave, how both clocks stand, what was answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import (
    Code,
    Day,
    Id,
    Limit,
    Offset,
    OptionalDay,
    OptionalMoment,
    OptionalText,
    Page,
    Sent,
    Shown,
    Text,
    TimelinessCode,
)
from dondoc.api.schemas.directives import DeadlineChoice

GiverCode = Literal["government", "prime_minister", "deputy", "office", "other"]
CentralStateCode = Literal["open", "reported", "done", "withdrawn"]
CellCode = Literal["done_on_time", "done_late", "within", "overdue", "undated"]
_Line = Annotated[Text, Field(max_length=120)]
_Number = Annotated[Text, Field(max_length=80)]
_Words = Annotated[Text, Field(max_length=2000)]
_Long = Annotated[Text, Field(max_length=20_000)]


class ClockItem(Shown):
    """Một đồng hồ thời hạn."""

    due_on: Day | None
    timeliness: TimelinessCode | None
    days_left: int | None = Field(description="số ngày còn lại, âm: đã quá; null: không có hạn hoặc đã xong")


class CentralTaskItem(Shown):
    """Một nhiệm vụ Trung ương giao, theo ngày được hỏi."""

    id: int
    code: str = Field(description="mã trên hệ thống của Trung ương")
    document_code: str
    document_issued_on: Day | None
    document_signer: str
    document_id: int | None
    content: str
    giver: GiverCode
    giver_words: str
    given_on: Day
    state: CentralStateCode
    centre_words: str = Field(description="tình trạng như hệ thống của Trung ương ghi")
    original_due_on: Day | None
    reported_on: Day | None
    report_document: str
    unit: str | None
    field: str | None
    specialist_id: int | None
    directive_id: int | None
    note: str
    cell: CellCode | None = Field(description="ô trong cách thống kê của Văn phòng Chính phủ")
    central: ClockItem = Field(description="hạn Trung ương")
    internal: ClockItem | None = Field(description="hạn nội bộ; null: chưa giao đơn vị")
    current_due_on: Day | None = Field(description="hạn Trung ương hiện tại của ngày được hỏi")
    moves: int = Field(description="số lần Trung ương đổi hạn")
    original_cell: CellCode | None = Field(description="ô theo hạn Trung ương ban đầu")
    is_beyond: bool = Field(description="có hạn nội bộ sau hạn Trung ương")


class CentralTaskDetail(CentralTaskItem):
    """Một nhiệm vụ với những việc người hỏi làm được."""

    actions: list[str]
    beyond: list[int] = Field(description="các phần việc có hạn sau hạn Trung ương")


class CentralFigures(Shown):
    """Thống kê theo cách của Văn phòng Chính phủ; cộng năm ô lại bằng tổng số."""

    population: int
    done_on_time: int
    done_late: int
    within: int
    overdue: int
    undated: int
    due_soon: int = Field(description="một phần của within")
    unassigned: int = Field(description="chưa xong và chưa giao đơn vị")
    late_inside: int = Field(description="quá hạn nội bộ")


class CentralTaskPage(Page):
    """Danh sách với thống kê của chính bộ lọc đó (không kể ô đang chọn)."""

    on: Day
    figures: CentralFigures
    items: list[CentralTaskItem]


class CentralTaskQuery(Sent):
    """Lọc nhiệm vụ Trung ương giao."""

    on: OptionalDay = Field(None, description="ngày thống kê; để trống: hôm nay")
    known_at: OptionalMoment = Field(None, description="chỉ tính những gì đã ghi đến lúc này")
    cell: CellCode | None = None
    due_soon: bool = False
    late_inside: bool = Field(False, description="chỉ những nhiệm vụ quá hạn nội bộ")
    deadline: DeadlineChoice = Field("current", description="tính theo thời hạn hiện tại hay ban đầu")
    unit: Code = ""
    specialist_id: Id | None = None
    field: Code = ""
    giver: GiverCode | None = None
    state: CentralStateCode | None = None
    is_assigned: bool | None = None
    due_from: OptionalDay = None
    due_to: OptionalDay = None
    q: OptionalText = ""
    limit: Limit = 50
    offset: Offset = 0


class CentralFacts(Sent):
    """Nội dung của nhiệm vụ, trừ thời hạn và trạng thái."""

    content: _Long = ""
    code: _Number = ""
    document_code: _Number = ""
    document_issued_on: Day | None = None
    document_signer: _Line = ""
    document_id: Id | None = None
    giver: GiverCode = "prime_minister"
    giver_words: _Line = ""
    centre_words: _Line = ""
    unit: Code | None = None
    field: Code | None = None
    specialist_id: Id | None = None
    note: _Words = ""


class NewCentralTask(CentralFacts):
    """Ghi một nhiệm vụ Trung ương giao."""

    due_on: Day | None = None
    given_on: Day | None = Field(None, description="để trống: ngày của văn bản, hoặc hôm nay")


class CentralDeadline(Sent):
    """Trung ương đổi thời hạn."""

    due_on: Day | None = Field(description="null: Trung ương bỏ thời hạn")
    reason: _Words = Field("", description="bắt buộc")
    moved_on: Day | None = None


class CentralAssignment(Sent):
    """Giao nhiệm vụ cho đơn vị của tỉnh."""

    leads: list[Code] = Field(min_length=1, max_length=100)
    coordinates: list[Code] = Field([], max_length=500)
    due_on: Day | None = Field(None, description="hạn nội bộ, không sau hạn Trung ương")
    text: _Long = Field("", description="để trống: nội dung nhiệm vụ")
    field: Code | None = None
    specialist_id: Id | None = None
    reason: _Words = Field("", description="bắt buộc khi hạn Trung ương đã qua và hạn nội bộ sau đó")


class CentralLink(Sent):
    """Nối với nhiệm vụ tỉnh đã giao."""

    directive_id: Id


class CentralReport(Sent):
    """Báo cáo Trung ương."""

    report_document: _Line = Field("", description="số văn bản báo cáo, bắt buộc")
    reported_on: Day | None = None
    note: _Words = ""


class CentralDay(Sent):
    """Ngày Trung ương xác nhận."""

    on: Day | None = None


class CentralReason(Sent):
    """Lý do, và ngày có hiệu lực."""

    reason: _Words = Field("", description="bắt buộc")
    on: Day | None = None


class CentralUnlink(Sent):
    """Lý do bỏ nối."""

    reason: _Words = Field("", description="bắt buộc")


class DirectiveProposal(Shown):
    """Nhiệm vụ của tỉnh có thể là cùng một việc."""

    directive_id: int
    text: str
    document_code: str
    is_same_document: bool
    percent: int = Field(description="mức giống nhau của câu chữ")


class DirectiveProposals(Shown):
    """Các nhiệm vụ của tỉnh có thể nối, giống nhất trước."""

    items: list[DirectiveProposal]


CentralVerdict = Literal["new", "changed", "same", "elsewhere", "unreadable"]
CentralColumn = Literal[
    "code", "content", "document_code", "document_issued_on", "due_on", "unit", "status", "giver", "signer", "specialist",
    "note", "number",
]  # fmt: skip


class CentralFile(Sent):
    """Tệp Excel của hệ thống Trung ương, ở trường `file`."""

    as_of: Day | None = Field(None, description="số liệu của tệp đến ngày; để trống: hôm nay")
    sheet: Annotated[Text, Field(max_length=80)] = Field("", description="để trống: trang tính giống danh sách nhất")


class CentralColumns(Sent):
    """Cột nào chứa gì, cột đầu là 0; được nhớ cho tệp sau cùng tiêu đề."""

    mapping: dict[CentralColumn, Annotated[int, Field(ge=0, le=1000)]]


class CentralDifference(Shown):
    """Một giá trị khác; ngày theo ISO, rỗng là không có."""

    field: CentralColumn
    was: str
    now: str


class CentralFileRow(Shown):
    """Một dòng của tệp."""

    row_id: int
    row: int = Field(description="số dòng trong trang tính")
    verdict: CentralVerdict
    values: dict[str, str]
    problems: list[str]
    task_id: int | None = Field(description="nhiệm vụ đang theo dõi; dòng mới: nhiệm vụ có thể trùng")
    alike: int = Field(description="mức giống nhau với nhiệm vụ ấy, khi dòng là mới")
    differences: list[CentralDifference]
    directives: list[DirectiveProposal]


class CentralFileItem(Shown):
    """Một tệp đã nhập hoặc đang xem trước."""

    id: int
    state: Literal["open", "committed"]
    file: str
    sha256: str
    as_of: Day
    header: list[str]
    mapping: dict[str, int]
    row_count: int


class CentralFiles(Shown):
    """Các tệp đã nhập, mới nhất trước."""

    items: list[CentralFileItem]


class CentralFilePreview(CentralFileItem):
    """Việc nhập sẽ làm gì; chưa có gì thay đổi."""

    rows: list[CentralFileRow]
    before: int | None = Field(description="tệp trước để so")
    gone: list[int] = Field(description="nhiệm vụ chưa xong có trong tệp trước, không có trong tệp này")


class CentralCommit(Sent):
    """Những dòng được chọn; dòng không chọn giữ nguyên."""

    new: list[Id] = Field([], max_length=20_000)
    directives: dict[Id, Id] = Field({}, description="trong số dòng mới: row_id → directive_id để nối")
    joined: dict[Id, Id] = Field({}, description="dòng là nhiệm vụ đang có, chưa có mã: row_id → task_id")
    changed: list[Id] = Field([], max_length=20_000)


class CentralRefusedRow(Shown):
    """Dòng được chọn mà không nhập được."""

    row: int
    why: str


class CentralCommitted(Shown):
    """Kết quả nhập."""

    recorded: list[int] = Field(description="id của nhiệm vụ mới")
    tied: int
    joined: int
    changed: int
    refused: list[CentralRefusedRow]


class CentralComparisonRow(Shown):
    """Một nhiệm vụ trong một hoặc cả hai tệp."""

    key: str
    values: dict[str, str]
    task_id: int | None
    differences: list[CentralDifference]


class CentralComparison(Shown):
    """So hai tệp: mới, thay đổi, không còn; `same` là số không đổi."""

    before: int
    after: int
    new: list[CentralComparisonRow]
    changed: list[CentralComparisonRow]
    gone: list[CentralComparisonRow]
    same: int
