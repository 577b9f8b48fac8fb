"""The working calendar and the legal time limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dondoc.api.schemas.common import Day, Sent, Shown, Text

DayKindCode = Literal["holiday", "compensatory_off", "swapped_workday"]
DeclaredKindCode = Literal["holiday", "compensatory_off", "swapped_workday", "ordinary"]
LimitUnitCode = Literal["N", "NLV", "TH", "NAM", "NGAY"]
ConfidenceCode = Literal["A", "B", "C", "U"]
_Line = Annotated[Text, StringConstraints(max_length=200, strip_whitespace=True)]
_Lines = Annotated[Text, StringConstraints(max_length=300, strip_whitespace=True)]
_Key = Annotated[Text, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]


class CalendarDayItem(Shown):
    """Một ngày khác với tuần làm việc thứ Hai – thứ Sáu."""

    date: Day
    kind: DayKindCode
    name: str
    source: str
    is_confirmed: bool = Field(description="đã có quyết định; false: dự kiến")
    is_working: bool
    is_own: bool = Field(description="ghi tại đây, không phải lịch đi kèm hệ thống")


class CalendarYear(Shown):
    """Lịch làm việc của một năm."""

    year: int
    version: str = Field(description="hai lịch cùng phiên bản đếm cùng những ngày như nhau")
    is_covered: bool = Field(description="lịch biết ngày lễ của năm này")
    days: list[CalendarDayItem]


class CalendarQuery(Sent):
    """Năm cần xem."""

    year: int | None = Field(None, ge=1900, le=2200, description="để trống: năm nay")


class NewDay(Sent):
    """Một ngày trong quyết định."""

    date: Day
    kind: DeclaredKindCode
    name: _Line


class NewDayDecision(Sent):
    """Quyết định về ngày nghỉ, ngày đi làm bù."""

    days: list[NewDay] = Field(min_length=1, max_length=60)
    source: _Line = Field(description="số và ký hiệu")
    decided_on: Day | None = None


class LimitItem(Shown):
    """Một quy định thời hạn, từ ngày đến ngày."""

    key: str
    name: str
    amount: int = Field(description="số âm: đếm lùi từ mốc")
    unit: LimitUnitCode
    anchor: str
    valid_from: Day
    valid_to: Day | None
    source: str
    confidence: ConfidenceCode
    remark: str
    is_shipped: bool = Field(description="đi kèm hệ thống, tại đây chưa ai sửa hay xác nhận")
    is_confirmed: bool


class Limits(Shown):
    """Các thời hạn theo luật, theo mã rồi theo ngày hiệu lực."""

    items: list[LimitItem]


class NewLimit(Sent):
    """Quy định mới của một thời hạn."""

    key: _Key
    name: _Line
    amount: int = Field(ge=-3660, le=3660)
    unit: LimitUnitCode
    anchor: Annotated[Text, StringConstraints(max_length=40, strip_whitespace=True)]
    valid_from: Day
    source: _Lines
    confidence: ConfidenceCode
    remark: _Lines = ""


class LimitEnd(Sent):
    """Cho một thời hạn hết hiệu lực."""

    last_day: Day
    reason: Annotated[Text, Field(max_length=500)] = Field("", description="bắt buộc")
