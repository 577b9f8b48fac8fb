"""Directives, assignments, deadlines, figures."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.causes import OptionalCause
from dondoc.api.schemas.common import (
    Code,
    Codes,
    Day,
    DeadlineKindCode,
    Id,
    LifecycleCode,
    Lifecycles,
    Limit,
    Offset,
    OptionalDay,
    OptionalMoment,
    OptionalOrigin,
    OptionalPriority,
    OptionalRole,
    OptionalText,
    OriginCode,
    Page,
    PriorityCode,
    RoleCode,
    Sent,
    Shown,
    Text,
    TimelinessCode,
    Timelinesses,
    Updates,
)
from dondoc.api.schemas.followup_succession import SuccessionCode

Action = Literal[
    "acknowledge", "start", "report-completion", "accept-completion", "return-completion", "withdraw", "set-deadline",
    "reopen",
]  # fmt: skip


DeadlineChoice = Literal["current", "original"]


class AssignmentQuery(Sent):
    """Lọc danh sách phần việc; tên tham số như trên màn hình Nhiệm vụ."""

    unit: Codes = Field([], description="mã đơn vị; lặp lại để chọn nhiều")
    role: OptionalRole = Field(None, description="chủ trì (lead) hoặc phối hợp (coordinate)")
    lifecycle: Lifecycles = Field([], description="lặp lại để chọn nhiều")
    timeliness: Timelinesses = Field([], description="lặp lại để chọn nhiều; open_in_time gồm cả due_soon")
    origin: OptionalOrigin = Field(None, description="Trung ương giao (central) hoặc tỉnh giao (province)")
    field: Code = Field("", description="mã lĩnh vực; none là chưa phân lĩnh vực")
    from_: OptionalDay = Field(None, alias="from", description="đến hạn từ ngày")
    to: OptionalDay = Field(None, description="đến hạn đến hết ngày")
    assigned_from: OptionalDay = Field(None, description="giao từ ngày")
    assigned_to: OptionalDay = Field(None, description="giao đến hết ngày")
    completed_from: OptionalDay = Field(None, description="hoàn thành từ ngày")
    completed_to: OptionalDay = Field(None, description="hoàn thành đến hết ngày")
    q: OptionalText = Field("", description="từ trong câu giao việc hoặc số văn bản, có dấu hay không dấu")
    on: OptionalDay = Field(None, description="trạng thái của ngày này; mặc định hôm nay")
    known_at: OptionalMoment = Field(None, description="chỉ tính những gì đã ghi nhận đến thời điểm này")
    deadline: DeadlineChoice = Field("current", description="tính theo thời hạn đang có, hay thời hạn ban đầu")
    theme: Annotated[Id | None, BeforeValidator(lambda v: None if v == "" else v)] = Field(
        None, description="chỉ của chuyên đề mang id này"
    )
    starred: bool = Field(default=False, description="chỉ những nhiệm vụ lãnh đạo đánh dấu sao vào ngày `on`")
    updates: Updates = Field(
        [], description="có cập nhật (updated) hoặc không cập nhật (stale), trong số ngày quy định"
    )
    priority: OptionalPriority = Field(None, description="mức ưu tiên")
    counted: bool = Field(default=False, description="chỉ những phần việc được tính vào số liệu (bỏ đã thu hồi)")
    document: Annotated[Id | None, BeforeValidator(lambda v: None if v == "" else v)] = Field(
        None, description="chỉ của văn bản mang id này"
    )
    sort: Literal["due", "-due", "recent", "unit", "reported"] = Field(
        "due", description="theo hạn, hạn giảm dần, mới giao trước, đơn vị, ngày báo cáo"
    )
    limit: Limit = 100
    offset: Offset = 0


class ExportQuery(AssignmentQuery):
    """Lọc như danh sách; `limit` và `offset` không dùng."""

    most: int = Field(50_000, ge=1, le=50_000, description="nhiều nhất bao nhiêu dòng")


class AssignmentItem(Shown):
    """Một dòng của danh sách: phần việc của một đơn vị trong một nhiệm vụ."""

    id: int
    directive_id: int
    unit: str = Field(description="mã đơn vị")
    unit_name: str
    role: RoleCode
    lifecycle: LifecycleCode
    ended: SuccessionCode | None = Field(description="vì sao kết thúc mà không phải do hoàn thành hay thu hồi")
    state_name: str = Field(description="mức độ thực hiện bằng lời, như trên màn hình và tệp xuất")
    timeliness: TimelinessCode | None = Field(description="theo due_on; null khi đã thu hồi")
    due_on: dt.date | None = Field(description="thời hạn được tính: hiện tại, hoặc ban đầu khi deadline=original")
    current_due_on: dt.date | None = Field(description="thời hạn hiện tại của ngày được hỏi")
    original_due_on: dt.date | None = Field(description="thời hạn ban đầu")
    extensions: int = Field(description="số lần gia hạn đến ngày được hỏi")
    original_timeliness: TimelinessCode | None = Field(description="theo thời hạn ban đầu")
    reported_on: dt.date | None
    completed_on: dt.date | None
    assigned_on: dt.date
    origin: OriginCode
    field: str | None = Field(description="mã lĩnh vực")
    text: str
    clause: str
    deadline_kind: DeadlineKindCode
    deadline_words: str
    document_id: int | None
    document_code: str
    document_issued_on: dt.date | None
    priority: PriorityCode
    updated_on: dt.date | None = Field(description="ngày báo cáo gần nhất, tiến độ hoặc kết quả")
    percent: int | None = Field(description="tiến độ đã báo cáo")
    stage: str = Field(description="mã giai đoạn đã báo cáo; có thể trống")


class AssignmentPage(Page):
    """Danh sách phần việc."""

    items: list[AssignmentItem]
    count_is_exact: bool = Field(description="false: có nhiều hơn count")
    on: dt.date


class EvidenceFile(Shown):
    """Tệp minh chứng; tải về ở /evidence/{id}/file."""

    id: int
    name: str
    size: int
    content_type: str
    added_at: dt.datetime


class AssignmentDetail(Shown):
    """Một phần việc, với những bước người hỏi được làm."""

    id: int
    directive_id: int
    unit: str
    unit_name: str
    role: RoleCode
    lifecycle: LifecycleCode
    ended: SuccessionCode | None = Field(description="vì sao kết thúc mà không phải do hoàn thành hay thu hồi")
    state_name: str = Field(description="mức độ thực hiện bằng lời, như trên màn hình và tệp xuất")
    timeliness: TimelinessCode | None
    assigned_on: dt.date
    due_on: dt.date | None
    original_due_on: dt.date | None
    reported_on: dt.date | None
    completed_on: dt.date | None
    closed_on: dt.date | None
    priority: PriorityCode
    updated_on: dt.date | None
    percent: int | None
    stage: str
    changed_at: dt.datetime
    files: list[EvidenceFile]
    actions: list[Action] = Field(description="POST /assignments/{id}/{action}")


class Deadline(Shown):
    """Thời hạn: lời văn, loại, ngày hiểu được."""

    kind: DeadlineKindCode
    words: str
    due_on: dt.date | None
    original_due_on: dt.date | None
    rule: str
    event_id: int | None
    event_name: str | None
    event_occurred_on: dt.date | None
    event_working_days: int


class SourceDocument(Shown):
    """Văn bản nguồn."""

    id: int
    code: str
    type: str
    issued_on: dt.date | None
    issuer: str
    subject: str


class Directive(Shown):
    """Một nhiệm vụ với câu gốc, thời hạn và phần việc của từng đơn vị."""

    id: int
    text: str
    clause: str
    span: list[int] | None = Field(description="vị trí câu trong văn bản: [đầu, sau cuối]")
    origin: OriginCode
    field: str | None
    issued_on: dt.date
    deadline: Deadline
    units_as_written: list[str]
    confidence: int | None
    because: list[str]
    created_at: dt.datetime
    document: SourceDocument | None
    assignments: list[AssignmentDetail]


class Event(Shown):
    """Một sự kiện trong sổ cái."""

    id: int
    code: str
    aggregate: str
    aggregate_id: int
    seq: int
    unit: str | None = Field(description="mã đơn vị, với sự kiện của một phần việc")
    recorded_at: dt.datetime
    effective_on: dt.date
    actor_id: int | None
    actor: str | None
    payload: dict[str, Any]
    reason: str
    request_id: str


class EventList(Shown):
    """Dòng thời gian, cũ trước mới sau."""

    items: list[Event]


class NewDeadline(Sent):
    """Thời hạn của nhiệm vụ mới."""

    kind: DeadlineKindCode = "none"
    words: Annotated[Text, Field(max_length=300)] = Field("", description="như viết trong văn bản")
    due_on: Day | None = Field(None, description="cần có khi kind là date hoặc period")
    event_name: Annotated[Text, Field(max_length=300)] = Field("", description="khi kind là event")
    event_id: Id | None = Field(None, description="hoặc sự kiện đã có")
    event_working_days: int = Field(0, ge=0, le=999, description="số ngày làm việc sau sự kiện")


class NewDirective(Sent):
    """Một nhiệm vụ mới."""

    text: Annotated[Text, Field(min_length=1, max_length=20_000)]
    leads: Codes = Field([], description="mã các đơn vị chủ trì; cần ít nhất một đơn vị hoặc nhóm")
    coordinates: Codes = Field([], description="mã các đơn vị phối hợp")
    lead_groups: Codes = Field([], description="mã các nhóm chủ trì: thành viên của nhóm vào ngày giao")
    coordinate_groups: Codes = Field([], description="mã các nhóm phối hợp")
    deadline: NewDeadline = Field(default_factory=lambda: NewDeadline.model_validate({}))
    field: Code | None = Field(None, description="mã lĩnh vực")
    priority: PriorityCode = Field("normal", description="mức ưu tiên")
    document_id: Id | None = None
    clause: Annotated[Text, Field(max_length=60)] = ""
    origin: OriginCode | None = Field(None, description="mặc định theo văn bản, nếu không có thì province")
    issued_on: Day | None = Field(None, description="ngày giao; mặc định ngày của văn bản, nếu không có thì hôm nay")
    reason: Annotated[Text, Field(max_length=2000)] = Field("", description="cần có khi ghi lùi ngày giao")


class Step(Sent):
    """Điều kèm theo một bước; tất cả đều có thể bỏ trống."""

    note: Annotated[Text, Field(max_length=5000)] = ""
    reason: Annotated[Text, Field(max_length=2000)] = Field("", description="cần có khi ghi lùi ngày")
    effective_on: Day | None = Field(None, description="ngày có hiệu lực; mặc định hôm nay")


class StepWithReason(Step):
    """Bước phải nêu lý do (reason)."""


class Report(Step):
    """Báo cáo kết quả."""

    note: Annotated[Text, Field(max_length=5000)] = Field("", description="kết quả thực hiện; bắt buộc")
    result_document: Annotated[Text, Field(max_length=300)] = Field(
        "", description="số, ngày văn bản báo cáo; đơn vị chủ trì cần tệp hoặc mục này"
    )
    cause: OptionalCause = Field(None, description="nguyên nhân chậm, khi báo cáo sau thời hạn")


class Acceptance(Step):
    """Xác nhận hoàn thành."""

    cause: OptionalCause = Field(
        None, description="nguyên nhân chậm, khi hoàn thành sau thời hạn; để trống: xác nhận nguyên nhân đơn vị đã nêu"
    )


class NewDueDay(Sent):
    """Thời hạn mới của một phần việc."""

    due_on: Day
    reason: Annotated[Text, Field(max_length=2000)] = Field("", description="bắt buộc")
    effective_on: Day | None = None


class Occurrence(Sent):
    """Ngày sự kiện diễn ra."""

    occurred_on: Day


class AwaitedEvent(Shown):
    """Sự kiện mà thời hạn phụ thuộc."""

    id: int
    name: str
    occurred_on: dt.date | None
    created_at: dt.datetime
    recorded_at: dt.datetime | None


class AwaitedEventList(Shown):
    """Các sự kiện đang chờ."""

    items: list[AwaitedEvent]


class FiguresQuery(Sent):
    """Số liệu của ngày nào, của ai."""

    on: OptionalDay = Field(None, description="mặc định hôm nay")
    unit: Codes = Field([], description="mã đơn vị; lặp lại để chọn nhiều")
    role: OptionalRole = Field(None, description="chủ trì (lead) hoặc phối hợp (coordinate)")
    origin: OptionalOrigin = Field(None, description="Trung ương giao (central) hoặc tỉnh giao (province)")
    field: Code = Field("", description="mã lĩnh vực; none là chưa phân lĩnh vực")
    known_at: OptionalMoment = Field(None, description="chỉ tính những gì đã ghi nhận đến thời điểm này")
    deadline: DeadlineChoice = Field("current", description="tính theo thời hạn đang có, hay thời hạn ban đầu")


class Counts(Shown):
    """Hai số đầu đã xong; trong hạn, quá hạn, không thời hạn cộng vào tổng; sắp đến hạn là một phần của trong hạn."""

    population: int
    done_on_time: int
    done_late: int
    open_in_time: int
    due_soon: int
    overdue: int
    undated: int


class BothCounts(Counts):
    """Số liệu, với hai số trễ theo thời hạn ban đầu đứng cạnh; mọi số còn lại theo `deadline` được hỏi."""

    original_overdue: int = Field(description="quá hạn, tính theo thời hạn ban đầu")
    original_done_late: int = Field(description="hoàn thành trễ hạn, tính theo thời hạn ban đầu")


class UnitCounts(BothCounts):
    """Số liệu của một đơn vị."""

    unit: str
    name: str


class ByOrigin(Shown):
    """Theo nguồn giao."""

    central: BothCounts
    province: BothCounts


class Figures(BothCounts):
    """Số liệu tổng quan: cùng một đối tượng với lệnh `dondoc figures --json`."""

    on: dt.date
    by_unit: list[UnitCounts]
    by_origin: ByOrigin


class FieldCounts(Counts):
    """Số liệu của một lĩnh vực."""

    field: str | None = Field(description="mã lĩnh vực; null là chưa phân lĩnh vực")
    name: str | None


class FiguresByField(Shown):
    """Số liệu theo lĩnh vực."""

    on: dt.date
    items: list[FieldCounts]


class MonthItem(Shown):
    """Một tháng: giao bao nhiêu, hoàn thành bao nhiêu."""

    month: dt.date = Field(description="ngày đầu tháng")
    assigned: int
    done_on_time: int
    done_late: int


class Trend(Shown):
    """Mười hai tháng, tháng của ngày hỏi ở cuối."""

    on: dt.date
    items: list[MonthItem]


class KeptFilter(Shown):
    """Một bộ lọc đã lưu."""

    id: int
    name: str
    query: str = Field(description="tham số của GET /assignments")


class FilterList(Shown):
    """Các bộ lọc của mình."""

    items: list[KeptFilter]


class NewFilter(Sent):
    """Bộ lọc mới."""

    name: Annotated[Text, Field(max_length=400)]
    query: Annotated[Text, Field(max_length=2000)] = Field(description="ví dụ unit=skhdt&timeliness=overdue")
