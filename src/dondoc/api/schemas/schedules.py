"""Deadlines that live: decisions on days off with what they move, events, series of recurring directives."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dondoc.api.schemas.calendars import NewDayDecision
from dondoc.api.schemas.common import Codes, Day, Id, Page, Sent, Shown, Text

OffDayCode = Literal["before", "after", "keep"]
SeriesStateCode = Literal["running", "stopped", "finished"]
OccurrenceStateCode = Literal["opened", "skipped", "missed"]
ReckoningCode = Literal["event", "words", "occurrence", "clock_stop"]
ChosenKindCode = Literal["paper", "slip"]
ChosenWhyCode = Literal["counted", "day_off", "short"]
_Rule = Annotated[Text, StringConstraints(max_length=200, strip_whitespace=True)]
_Reason = Annotated[Text, Field(max_length=500)]


class DeadlineMove(Shown):
    """Một thời hạn đã được đếm, sẽ sang ngày khác."""

    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    text: str
    was: Day
    becomes: Day
    rule: ReckoningCode = Field(description="cách đã đếm")
    is_past: bool = Field(description="ngày mới đã qua: đơn vị sẽ quá hạn ngay")


class OffDateItem(Shown):
    """Một thời hạn ghi bằng ngày, nay rơi vào ngày nghỉ; không tự dời."""

    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    text: str
    due_on: Day
    next_working_day: Day


class ChosenDayItem(Shown):
    """Hạn của một tài liệu họp hoặc một phiếu lấy ý kiến mà lịch đếm sang ngày khác; không tự dời."""

    kind: ChosenKindCode = Field(description="tài liệu họp, hoặc đợt lấy ý kiến bằng phiếu")
    id: int
    title: str
    place: str = Field(description="cuộc họp, hoặc cơ quan lấy ý kiến")
    was: Day
    becomes: Day | None = Field(description="ngày lịch đếm ra; trống khi không còn ngày làm việc nào trước cuộc họp")
    why: ChosenWhyCode = Field(
        description="đếm theo ngày làm việc, nay rơi vào ngày nghỉ, hoặc thành viên không còn đủ ngày làm việc"
    )


class RecountItem(Shown):
    """Những thời hạn mà lịch làm việc làm đổi."""

    version: str
    digest: str = Field(description="gửi lại khi xác nhận: chỉ dời đúng những gì đã xem")
    moves: list[DeadlineMove]
    kept: list[DeadlineMove] = Field(description="đã quyết định giữ nguyên")
    off_dates: list[OffDateItem]
    chosen_days: list[ChosenDayItem] = Field(description="tài liệu họp và phiếu lấy ý kiến: nêu tên, không dời")


class RecountDone(Shown):
    """Kết quả dời thời hạn."""

    version: str
    moved: int
    kept: int


class RecountConfirm(Sent):
    """Xác nhận những gì đã xem trước."""

    digest: Annotated[Text, Field(max_length=64)]
    left_out: list[Id] = Field([], max_length=100_000, description="phần việc giữ nguyên thời hạn")


class DecisionConfirm(NewDayDecision, RecountConfirm):
    """Ghi quyết định và dời những thời hạn đã xem trước."""


class EventDay(Sent):
    """Ngày cần xem."""

    occurred_on: Day | None = Field(description="null: sự kiện chưa diễn ra")


class EventCorrection(EventDay):
    """Sửa ngày diễn ra."""

    reason: _Reason = Field("", description="bắt buộc")


class EventRowItem(Shown):
    """Một thời hạn chờ sự kiện."""

    assignment_id: int
    directive_id: int
    unit: str
    unit_name: str
    text: str
    was: Day | None
    becomes: Day | None
    is_day_off: bool
    is_past: bool
    unit_ended_on: Day | None


class EventPreviewItem(Shown):
    """Việc ghi, sửa hoặc rút sự kiện làm đổi những gì."""

    id: int
    name: str
    recorded_on: Day | None
    occurred_on: Day | None
    rows: list[EventRowItem]
    decided: list[int] = Field(description="phần việc đã có quyết định khác về thời hạn: giữ nguyên")
    closed: int


class OccurrenceItem(Shown):
    """Một kỳ."""

    number: int
    label: str
    due_on: Day
    state: OccurrenceStateCode
    directive_id: int | None
    reason: str


class ComingItem(Shown):
    """Kỳ tiếp theo."""

    number: int
    label: str
    nominal_on: Day
    due_on: Day
    begins_on: Day


class RecurringItem(Shown):
    """Một nhiệm vụ định kỳ."""

    id: int
    directive_id: int
    text: str
    state: SeriesStateCode
    rrule: str
    rule_words: str
    off_day: OffDayCode
    version: int
    leads: list[str]
    coordinates: list[str]
    coming: ComingItem | None
    occurrences: list[OccurrenceItem]
    needs_unit: list[str] = Field(description="đơn vị đã kết thúc mà không có đúng một đơn vị kế thừa")


class SeriesPage(Page):
    """Các nhiệm vụ định kỳ, mới nhất trước."""

    items: list[RecurringItem]


class NewSeries(Sent):
    """Đặt lặp lại."""

    rrule: _Rule = Field(description="RFC 5545, ví dụ FREQ=MONTHLY;BYMONTHDAY=25")
    off_day: OffDayCode = "after"
    starts_on: Day | None = None


class SeriesChange(Sent):
    """Thay đổi từ kỳ tiếp theo."""

    rrule: _Rule | None = None
    off_day: OffDayCode | None = None
    leads: Codes | None = None
    coordinates: Codes | None = None


class SeriesReason(Sent):
    """Lý do."""

    reason: _Reason = Field("", description="bắt buộc")


class SeriesSkip(SeriesReason):
    """Bỏ qua kỳ tiếp theo."""

    number: int | None = Field(None, ge=1, description="kỳ muốn bỏ qua; khác kỳ tiếp theo thì bị từ chối")


class SeriesOpen(Sent):
    """Mở kỳ tiếp theo."""

    after: int | None = Field(None, ge=0, description="số của kỳ gần nhất; khác thì bị từ chối")
