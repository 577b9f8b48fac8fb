"""How right the reader was, the judged fields behind each number, and names that people entered by hand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from dondoc.api.schemas.common import Limit, Offset, OptionalDay, OptionalText, Page, Sent, Shown

JudgedFieldCode = Literal["directive", "lead", "coordinate", "deadline_kind", "due_on", "clause"]
VerdictCode = Literal["right", "wrong", "missed"]
AskedVerdict = Literal["right", "wrong", "missed", "said"]
BandCode = Literal["90-100", "70-89", "50-69", "0-49", "none"]
Blank = BeforeValidator(lambda value: None if value == "" else value)
MonthText = Annotated[str, StringConstraints(pattern=r"^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])$")]


class ReportQuery(Sent):
    """Giai đoạn xác nhận."""

    from_: OptionalDay = Field(None, alias="from", description="xác nhận từ ngày")
    to: OptionalDay = Field(None, description="xác nhận đến hết ngày")


class JudgementQuery(ReportQuery):
    """Những phần nào đã đối chiếu; mỗi số của báo cáo là đúng những dòng này."""

    month: Annotated[MonthText | None, Blank] = Field(None, description="2021-01")
    field: Annotated[JudgedFieldCode | None, Blank] = None
    issuer: OptionalText | None = Field(None, description="issuer của by_issuer; rỗng: văn bản không rõ cơ quan")
    band: Annotated[BandCode | None, Blank] = Field(
        None, description="độ tin cậy của bộ đọc; none: do người rà soát thêm"
    )
    verdict: Annotated[AskedVerdict | None, Blank] = Field(
        None, description="said: đúng và sai, tức mẫu số của độ đúng"
    )
    limit: Limit = 100
    offset: Offset = 0


class Precision(Shown):
    """Trong những gì máy đọc ra, bao nhiêu là đúng; và bao nhiêu máy bỏ sót."""

    right: int = Field(description="tử số")
    said: int = Field(description="mẫu số: máy đọc ra và người đã xác nhận")
    missed: int = Field(description="người ghi mà máy không đọc ra")


class FieldPrecisions(Shown):
    """Từng phần của bản đọc."""

    directive: Precision
    lead: Precision
    coordinate: Precision
    deadline_kind: Precision
    due_on: Precision
    clause: Precision


class Precisions(Precision):
    """Chung và từng phần của bản đọc."""

    fields: FieldPrecisions


class MonthPrecisions(Precisions):
    """Một tháng xác nhận."""

    month: str


class IssuerPrecisions(Precisions):
    """Một cơ quan ban hành."""

    issuer: str = Field(description="để hỏi /reading/judgements")
    name: str


class BandPrecisions(Precisions):
    """Một mức tin cậy của bộ đọc."""

    band: BandCode


class Proposal(Shown):
    """Một cách viết mà danh mục chưa biết và người rà soát đã chọn cùng đơn vị từ hai lần trở lên."""

    id: int
    name: str
    kind: Literal["unit_alias", "group_alias", "new_group"] = Field(description="nhận thì thành gì")
    units: list[str] = Field(description="mã các đơn vị")
    group: str | None = Field(description="mã nhóm có đúng các đơn vị này")
    times: int
    of_times: int = Field(description="số lần chọn bất kỳ đơn vị nào cho cách viết này")
    documents: int
    examples: list[str] = Field(description="các câu có cách viết này, mới trước")


class ProposalList(Shown):
    """Tên gọi đề xuất."""

    items: list[Proposal]


class ReadingReport(Precisions):
    """Bộ đọc đúng đến đâu."""

    from_: dt.date | None = Field(alias="from")
    to: dt.date | None
    by_month: list[MonthPrecisions]
    by_issuer: list[IssuerPrecisions]
    by_band: list[BandPrecisions]
    names: list[Proposal]


class JudgementItem(Shown):
    """Một phần đã đối chiếu."""

    id: int
    document_id: int
    key: str = Field(description="mã của ý chỉ đạo trong bản đọc")
    text: str
    start: int
    end: int
    field: JudgedFieldCode
    read: Any = Field(description="máy đọc; null: không đọc ra gì")
    confirmed: Any = Field(description="người xác nhận; null: không có gì")
    verdict: VerdictCode
    confidence: int | None
    issuer: str
    work_field: str | None
    judged_on: dt.date
    judged_by: int


class JudgementPage(Page):
    """Các phần đã đối chiếu, mới trước."""

    items: list[JudgementItem]


class NameAnswered(Shown):
    """Tên gọi vừa được trả lời."""

    name: str
    units: list[str]
    answer: Literal["accepted", "dismissed"]
