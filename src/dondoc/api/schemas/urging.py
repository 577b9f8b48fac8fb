"""Urging: reminder rules, urging by hand and its letters, requests for explanation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Codes, Day, Id, Limit, Offset, OptionalDay, Page, Sent, Shown, Text

TriggerCode = Literal[
    "before_due", "overdue", "stale", "unacknowledged", "awaiting_office", "extension_waiting", "explanation_due",
    "explanation_overdue", "part_before_due", "part_overdue", "part_unacknowledged", "part_awaiting", "transfer_asked",
    "transfer_agreed", "central_before_due", "central_overdue",
]  # fmt: skip
RankCode = Literal["holder", "giver", "focal_point", "unit_head", "specialist", "office_leader", "chair"]
RoleCode = Literal["", "lead", "coordinate"]
OriginCode = Literal["", "central", "province"]
ExplanationStateCode = Literal["asked", "answered", "returned", "sufficient", "withdrawn"]
_Words = Annotated[Text, Field(max_length=2000)]


class RuleItem(Shown):
    """Quy tắc đôn đốc."""

    code: str
    name: str
    sentence: str = Field(description="quy tắc như người đọc")
    trigger: TriggerCode
    days: int
    repeat_days: int = Field(description="0: chỉ nhắc một lần")
    is_working_days: bool
    ranks: list[RankCode]
    role: RoleCode
    origin: OriginCode
    fields: list[str] = Field(description="mã lĩnh vực; rỗng: mọi lĩnh vực")
    only_starred: bool = Field(description="chỉ nhiệm vụ được đánh dấu sao")
    at_once: bool = Field(description="báo ngay qua thiết bị và cổng nhắn tin")
    position: int
    is_active: bool
    is_shipped: bool = Field(description="mặc định kèm phần mềm, chưa ai đặt")


class RuleList(Shown):
    """Các quy tắc theo thứ tự áp dụng, kể cả đã ngừng."""

    items: list[RuleItem]


class RuleSetting(Sent):
    """Nội dung một quy tắc."""

    name: Annotated[Text, Field(max_length=160)] = Field("", description="bắt buộc")
    trigger: TriggerCode
    days: int = Field(ge=-1000, le=100_000)
    repeat_days: int = Field(0, ge=-1000, le=100_000)
    is_working_days: bool = False
    ranks: list[RankCode] = Field(default_factory=list, description="ít nhất một cấp")
    role: RoleCode = ""
    origin: OriginCode = ""
    fields: Codes = Field(default_factory=list, description="mã lĩnh vực")
    only_starred: bool = False
    at_once: bool = Field(default=False, description="báo ngay qua thiết bị và cổng nhắn tin, không đợi bản tổng hợp")
    position: int = Field(0, ge=0, le=100_000, description="0: giữ nguyên, quy tắc mới đứng cuối")


class RunItem(Shown):
    """Một lần nhắc."""

    id: int
    day: Day
    since: Day | None
    started_at: str
    finished_at: str | None = Field(description="null: dở dang, lần sau chạy tiếp")
    reminders: int
    messages: int
    people: int


class RunList(Shown):
    """Những lần nhắc gần đây, mới nhất trước."""

    items: list[RunItem]


class PersonTold(Shown):
    """Người được nhắc."""

    username: str
    name: str


class ToldItem(Shown):
    """Một việc được nhắc theo một quy tắc."""

    rule: str
    rule_name: str
    at_once: bool = Field(description="báo ngay qua thiết bị và cổng nhắn tin")
    why: str
    counted_from: Day
    step_on: Day
    unit: str = Field(description="rỗng: nhiệm vụ Trung ương chưa có đơn vị")
    unit_name: str
    text: str
    document: str
    assignment_id: int | None
    directive_id: int | None
    explanation_id: int | None
    part_id: int | None
    transfer_id: int | None
    central_task_id: int | None
    told: list[PersonTold]


class ReminderPreviewQuery(Sent):
    """Ngày cần xem trước."""

    on: OptionalDay = Field(None, description="để trống: hôm nay")
    limit: Limit = 50


class ReminderPreview(Shown):
    """Nếu nhắc ngày đó: ai nhận gì."""

    on: Day
    count: int = Field(description="tất cả lượt việc")
    items: list[ToldItem] = Field(description="nhiều nhất `limit` lượt đầu")


class NewUrging(Sent):
    """Đôn đốc một hay nhiều phần việc."""

    assignments: list[Id] = Field(default_factory=list, max_length=5000)
    note: _Words = ""


class UrgedAssignment(Shown):
    """Một phần việc như ngày đôn đốc."""

    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    role: str
    lifecycle: str = Field(description="khi đôn đốc")
    lifecycle_now: str
    due_on: Day | None
    days_late: int
    document: str
    document_issued_on: Day | None
    text: str


class LetterItem(Shown):
    """Công văn đôn đốc."""

    id: int
    unit: str | None = Field(description="null: gửi tất cả, kèm danh mục")
    draft_id: int
    draft_state: str
    document_id: int | None


class UrgingItem(Shown):
    """Một lần đôn đốc, trong phạm vi của người hỏi."""

    id: int
    note: str
    urged_on: Day
    urged_at: str
    urged_by: str
    assignments: list[UrgedAssignment]
    letters: list[LetterItem]


class RuleTold(Shown):
    """Một lần nhắc theo quy tắc."""

    on: Day
    rule: str
    rule_name: str
    trigger: TriggerCode
    counted_from: Day
    told: list[str] = Field(description="họ tên người được nhắc")


class UrgedOnce(Shown):
    """Một lần đôn đốc trực tiếp."""

    id: int
    urged_on: Day
    urged_by: str
    note: str


class ExplanationAsked(Shown):
    """Một yêu cầu giải trình về phần việc."""

    id: int
    state: ExplanationStateCode
    due_on: Day


class UrgingCaseItem(Shown):
    """Phần việc đã được nhắc, đôn đốc, yêu cầu giải trình thế nào; mới nhất trước."""

    times: int = Field(description="đã nhắc bao nhiêu lần, theo quy tắc và trực tiếp")
    last_on: Day | None = Field(description="lần nhắc gần nhất")
    reminded: list[RuleTold]
    urged: list[UrgedOnce]
    explanations: list[ExplanationAsked]
    may_urge: bool = Field(description="người hỏi đôn đốc được ngay")
    may_ask: bool = Field(description="người hỏi yêu cầu giải trình được")


class UrgingSummary(Shown):
    """Một lần đôn đốc trong danh sách."""

    id: int
    urged_on: Day
    urged_at: str
    urged_by: str
    note: str


class UrgingPage(Page):
    """Các lần đôn đốc, mới nhất trước."""

    items: list[UrgingSummary]


class UrgingQuery(Sent):
    """Trang cần xem."""

    limit: Limit = 50
    offset: Offset = 0


class NewLetter(Sent):
    """Soạn công văn đôn đốc."""

    issuing_unit: Code = Field(description="mã cơ quan ban hành")
    to_unit: Code | None = Field(None, description="mã đơn vị nhận; để trống: gửi tất cả, kèm danh mục")
    answer_by: Day | None = None


class ExplanationRequest(Sent):
    """Yêu cầu một đơn vị giải trình."""

    assignments: list[Id] = Field(default_factory=list, max_length=5000, description="của một đơn vị")
    question: _Words = Field("", description="bắt buộc")
    due_on: Day = Field(description="một ngày làm việc")


class ExplanationText(Sent):
    """Giải trình của đơn vị."""

    text: Annotated[Text, Field(max_length=20_000)] = Field("", description="bắt buộc")


class ExplanationDecision(Sent):
    """Chấp nhận, hoặc yêu cầu giải trình lại."""

    is_sufficient: bool
    note: _Words = Field("", description="bắt buộc khi yêu cầu lại")
    due_on: Day | None = Field(None, description="bắt buộc khi yêu cầu lại")


class ExplanationWithdrawal(Sent):
    """Rút yêu cầu."""

    reason: _Words = Field("", description="bắt buộc")


class AnswerFile(Shown):
    """Tệp kèm giải trình."""

    id: int
    name: str
    size: int


class AnswerItem(Shown):
    """Một lần giải trình và kết quả."""

    id: int
    text: str
    answered_at: str
    is_sufficient: bool | None = Field(description="null: chờ xem xét")
    note: str
    decided_at: str | None
    files: list[AnswerFile]


class ExplanationCase(Shown):
    """Một yêu cầu giải trình."""

    id: int
    unit: str
    unit_name: str
    state: ExplanationStateCode
    question: str
    due_on: Day
    first_due_on: Day
    asked_on: Day
    closed_at: str | None
    closing_note: str
    assignments: list[int] = Field(description="phần việc trong phạm vi của người hỏi")
    answers: list[AnswerItem]
    actions: list[str] = Field(description="người hỏi làm được gì: answer, accept, return, withdraw")


class ExplanationSummary(Shown):
    """Một yêu cầu trong danh sách."""

    id: int
    unit: str
    unit_name: str
    state: ExplanationStateCode
    question: str
    due_on: Day


class ExplanationPage(Page):
    """Các yêu cầu giải trình, hạn gần nhất trước."""

    items: list[ExplanationSummary]


class ExplanationQuery(Sent):
    """Lọc các yêu cầu."""

    state: ExplanationStateCode | None = None
    limit: Limit = 50
    offset: Offset = 0
