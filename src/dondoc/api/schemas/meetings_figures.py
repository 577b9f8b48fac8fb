"""Figures of attendance over a period, the calls that they count, breaches and what units say of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import Limit, Offset, OptionalDay, OptionalText, Page, Sent, Shown, Text
from dondoc.api.schemas.meetings import KindCode
from dondoc.api.schemas.meetings_people import AttendanceCodeName

VerdictCode = Literal["open", "accepted", "not_accepted"]
AnswerStateCode = Literal["open", "waiting", "accepted", "not_accepted"]
ColumnCode = Literal[
    "called", "came", "stood_for", "reason", "unreported", "unconsented", "wrong", "unchecked", "breaches", "excused",
    "unexcused",
]  # fmt: skip
_Reason = Annotated[Text, Field(max_length=500)]


def _blank_is_nothing(value: object) -> object:
    return None if value == "" else value


class PeriodQuery(Sent):
    """Kỳ thống kê; một cuộc họp được tính vào ngày họp, khi đã kết thúc."""

    first: OptionalDay = Field(None, description="ngày đầu; mặc định là ngày 01/01 năm nay")
    last: OptionalDay = Field(None, description="ngày cuối; mặc định là hôm nay")
    kind: Annotated[KindCode | None, BeforeValidator(_blank_is_nothing)] = None


class AttendanceQuery(PeriodQuery):
    """Thống kê dự họp theo đơn vị hay theo người."""

    by: Literal["unit", "person"] = "unit"


class CallsQuery(AttendanceQuery):
    """Những lượt mời mà một con số đếm."""

    column: ColumnCode = Field("called", description="con số nào")
    key: OptionalText = Field("", description="khoá của dòng; không ghi: cả bảng")
    limit: Limit = 100
    offset: Offset = 0


class AttendanceExportQuery(AttendanceQuery):
    """Thống kê dự họp thành tệp."""

    format: Literal["xlsx", "csv"] = "xlsx"


class BreachQuery(PeriodQuery):
    """Những vi phạm nào."""

    state: Annotated[AnswerStateCode | None, BeforeValidator(_blank_is_nothing)] = Field(
        None, description="open: chưa giải trình; waiting: chờ xem xét"
    )
    limit: Limit = 100
    offset: Offset = 0


class AttendanceFigures(Shown):
    """Các con số; từ came đến unchecked cộng lại bằng called."""

    called: int
    came: int
    stood_for: int = Field(description="cử thay đúng quy định")
    reason: int = Field(description="vắng có lý do")
    unreported: int = Field(description="vắng không báo cáo")
    unconsented: int = Field(description="cử thay khi chủ trì chưa đồng ý")
    wrong: int = Field(description="sai thành phần")
    unchecked: int = Field(description="chưa điểm danh")
    breaches: int = Field(description="vi phạm: unreported, unconsented, wrong")
    excused: int = Field(description="vi phạm đã chấp nhận giải trình")
    unexcused: int = Field(description="vi phạm còn lại")


class AttendanceKin(Shown):
    """Đơn vị tiếp nối, hoặc được tiếp nối; mỗi đơn vị được đếm theo tên của nó vào ngày họp."""

    key: str = Field(description="khoá của dòng kia")
    unit: str = Field(description="mã đơn vị")
    name: str
    on: dt.date = Field(description="từ ngày")
    is_before: bool = Field(description="đơn vị kia có trước")


class AttendanceLine(Shown):
    """Một đơn vị hoặc một người giữ chức vụ."""

    key: str
    name: str
    about: str
    figures: AttendanceFigures
    kin: list[AttendanceKin] = Field(description="chỉ có khi thống kê theo đơn vị")


class AttendanceStatistics(Shown):
    """Tình hình dự họp trong kỳ."""

    first: dt.date
    last: dt.date
    by: Literal["unit", "person"]
    items: list[AttendanceLine]
    total: AttendanceFigures


class NewExplanation(Sent):
    """Giải trình một vi phạm."""

    text: Annotated[Text, Field(max_length=5000)]


class NewVerdict(Sent):
    """Kết quả xem xét."""

    verdict: Literal["accepted", "not_accepted"]
    note: _Reason = Field("", description="bắt buộc khi không chấp nhận")


class ExplanationItem(Shown):
    """Một giải trình."""

    id: int
    invitee_id: int
    text: str
    made_at: dt.datetime
    verdict: VerdictCode
    verdict_note: str
    decided_at: dt.datetime | None


class CallItem(Shown):
    """Một lượt mời dự một cuộc họp, như thống kê đếm."""

    invitee_id: int
    meeting_id: int
    meeting: str = Field(description="tên cuộc họp")
    on: dt.date
    unit_key: str = Field(description="khoá của đơn vị trong bảng")
    unit: str
    person_key: str = Field(description="khoá của người giữ chức vụ vào ngày họp; rỗng: không rõ ai")
    person: str
    post: str
    attendance: AttendanceCodeName


class Calls(Page):
    """Các lượt mời, gần nhất trước."""

    items: list[CallItem]


class BreachItem(CallItem):
    """Một vi phạm chế độ họp."""

    rule: str = Field(description="tên quy định")
    rule_text: str
    fact: str = Field(description="việc đã xảy ra; không nêu lý do riêng")
    state: AnswerStateCode
    may_explain: bool = Field(description="người hỏi giải trình được lúc này")
    explanations: list[ExplanationItem]


class Breaches(Page):
    """Các vi phạm trong kỳ, gần nhất trước."""

    items: list[BreachItem]


class WeekQuery(Sent):
    """Lịch họp của tuần nào, thành tệp gì."""

    on: OptionalDay = Field(None, description="một ngày trong tuần; mặc định là hôm nay")
    format: Literal["docx", "pdf", "ics"] = "docx"
