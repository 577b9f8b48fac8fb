"""Indicators: the board of a year, one indicator, targets, values. Figures are exact and come as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dondoc.api.schemas.common import Code, Day, Id, Moment, OptionalDay, OptionalMoment, RoleCode, Sent, Shown, Text

ValueDirectionCode = Literal["higher", "lower", "range", "structure"]
AccumulationCode = Literal["cumulative", "point"]
PeriodKindCode = Literal["day", "week", "month", "quarter", "half", "year"]
IndicatorOriginCode = Literal["resolution", "plan", "department"]
QualityCode = Literal["estimated", "preliminary", "official"]
ValueStateCode = Literal["entered", "approved", "returned"]
VerdictCode = Literal["exceeded", "met", "missed", "unknown"]
LightCode = Literal["risk", "progressing", "expected", "not_assessed"]

IndicatorCode = Annotated[Text, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
PeriodCode = Annotated[Text, StringConstraints(max_length=10, strip_whitespace=True)]
Figure = Annotated[Decimal, Field(max_digits=24, decimal_places=6, allow_inf_nan=False)]
_Line = Annotated[Text, StringConstraints(max_length=250, strip_whitespace=True)]
_Reason = Annotated[Text, StringConstraints(max_length=2000)]


class BoardQuery(Sent):
    """Bảng nào, như ngày nào biết."""

    year: int = Field(ge=1990, le=2100)
    on: OptionalDay = Field(None, description="để trống: hôm nay")
    known_at: OptionalMoment = Field(None, description="không tính những gì được nhập hoặc duyệt sau lúc này")
    origin: IndicatorOriginCode = "resolution"


class ForecastItem(Shown):
    """Một dự báo cả năm; không phải số liệu."""

    method: Literal["linear", "seasonal"]
    value: str = Field(description="số chính xác, dấu chấm thập phân")


class BoardPart(Shown):
    """Một phần của chỉ tiêu cơ cấu, hoặc một chỉ tiêu."""

    code: str
    name: str
    measure: str = Field(description="đơn vị tính")
    direction: ValueDirectionCode
    is_example: bool = Field(description="bịa để minh hoạ")
    low: str | None = Field(description="kế hoạch: mức thấp nhất; số chính xác, dấu chấm thập phân")
    high: str | None = Field(description="kế hoạch: mức cao nhất; số chính xác, dấu chấm thập phân")
    target_version: int | None
    value: str | None = Field(description="của cả năm; số chính xác, dấu chấm thập phân")
    quality: QualityCode | None
    released_on: Day | None
    latest_period: str | None
    latest: str | None = Field(description="số mới nhất của một phần năm")
    before: str | None = Field(description="của năm trước")
    verdict: VerdictCode
    light: LightCode
    forecasts: list[ForecastItem]


class BoardRow(BoardPart):
    """Một chỉ tiêu của bảng."""

    parts: list[BoardPart]


class IndicatorBoard(Shown):
    """Bảng chỉ tiêu của một năm, và bao nhiêu đạt trong số đó."""

    year: int
    on: Day
    total: int
    met_or_exceeded: int
    missed: int
    unknown: int
    items: list[BoardRow]


class OwnerItem(Shown):
    """Đơn vị chủ trì hoặc phối hợp trong một khoảng ngày."""

    unit: str
    role: RoleCode
    since: Day
    ended_on: Day | None


class TargetItem(Shown):
    """Một lần giao hoặc điều chỉnh kế hoạch."""

    period: str
    unit: str | None = Field(description="để trống: toàn tỉnh")
    version: int
    low: str | None
    high: str | None
    effective_on: Day
    source: str
    reason: str
    set_at: Moment


class ValueItem(Shown):
    """Một lần công bố của một số liệu."""

    id: int
    period: str
    unit: str | None = Field(description="để trống: toàn tỉnh")
    vintage: int
    value: str
    quality: QualityCode
    released_on: Day
    source: str
    note: str
    state: ValueStateCode
    decision_note: str


class IndicatorDetail(Shown):
    """Một chỉ tiêu với mọi lần giao và mọi lần công bố."""

    code: str
    name: str
    measure: str
    direction: ValueDirectionCode
    accumulation: AccumulationCode
    decimals: int
    period_kind: PeriodKindCode
    origin: IndicatorOriginCode
    parent: str | None
    about: str
    is_example: bool
    starts_on: Day
    ended_on: Day | None
    owners: list[OwnerItem]
    targets: list[TargetItem]
    values: list[ValueItem]


class NewIndicator(Sent):
    """Chỉ tiêu mới."""

    code: IndicatorCode
    name: _Line
    measure: Annotated[Text, StringConstraints(max_length=60, strip_whitespace=True)]
    direction: ValueDirectionCode
    accumulation: AccumulationCode
    decimals: int = Field(2, ge=0, le=6)
    period_kind: PeriodKindCode
    origin: IndicatorOriginCode
    starts_on: Day
    field: Code | None = None
    parent: IndicatorCode | None = None
    lead: Code | None = Field(None, description="mã đơn vị chủ trì")
    about: _Reason = ""


class NewTarget(Sent):
    """Kế hoạch của một kỳ; lần trước vẫn còn."""

    period: PeriodCode = Field(description="2020, 2020-H1, 2020-Q2, 2020-06, 2020-W23 hoặc 2020-06-01")
    low: Figure | None = None
    high: Figure | None = None
    effective_on: Day
    source: _Line = Field(description="văn bản giao")
    document_id: Id | None = None
    unit: Code | None = Field(None, description="để trống: toàn tỉnh")
    reason: _Reason = Field("", description="cần từ lần điều chỉnh đầu tiên")
    expected_version: int | None = Field(None, ge=0, le=32_000)


class NewCell(Sent):
    """Một ô số liệu."""

    indicator: IndicatorCode
    period: PeriodCode = Field(description="2020, 2020-H1, 2020-Q2, 2020-06, 2020-W23 hoặc 2020-06-01")
    value: Figure
    unit: Code | None = None
    expected_vintage: int | None = Field(None, ge=0, le=32_000)
    is_meant: bool = Field(False, description="đã hỏi và đúng là số này, dù khác hẳn kỳ trước")


class NewValues(Sent):
    """Nhiều ô cùng lúc; tất cả hoặc không ô nào."""

    cells: list[NewCell] = Field(min_length=1, max_length=500)
    quality: QualityCode
    released_on: Day
    source: _Line
    note: _Reason = ""


class ValueDecision(Sent):
    """Duyệt hoặc trả lại."""

    values: list[Id] = Field(min_length=1, max_length=500)
    is_approved: bool
    note: _Reason = Field("", description="cần khi trả lại")


class ReopenPeriod(Sent):
    """Vì sao mở lại."""

    reason: _Reason


class PeriodItem(Shown):
    """Một kỳ, đã khóa hay đang mở."""

    period: str
    is_locked: bool


class IndicatorValues(Shown):
    """Những số liệu vừa nhập hoặc vừa được xem xét."""

    items: list[ValueItem]
