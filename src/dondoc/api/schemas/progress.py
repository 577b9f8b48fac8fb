"""Progress: reports, stages, how often reports are awaited, the update rate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, Id, PriorityCode, Sent, Shown, Text

_Days = Annotated[int, Field(ge=0, le=100_000)]


class ProgressFileItem(Shown):
    """Tệp gửi kèm báo cáo tiến độ; tải về ở /progress-files/{id}/file."""

    id: int
    name: str
    size: int


class ProgressItem(Shown):
    """Một báo cáo tiến độ."""

    id: int
    assignment_id: int
    on: Day = Field(description="ngày báo cáo nói đến")
    percent: int | None
    stage: str = Field(description="mã giai đoạn; có thể trống")
    text: str
    result_document: str
    document_id: int | None
    fell_because: str = Field(description="lý do tiến độ thấp hơn lần trước")
    reported_at: str
    files: list[ProgressFileItem]


class ProgressList(Shown):
    """Các báo cáo tiến độ của một phần việc, mới nhất trước."""

    items: list[ProgressItem]


class NewProgress(Sent):
    """Báo cáo tiến độ; 100 % chưa phải là hoàn thành."""

    text: Annotated[Text, Field(max_length=4000)] = Field("", description="việc đã làm được; bắt buộc")
    percent: int | None = Field(None, description="0 đến 100")
    stage: Code = Field("", description="mã giai đoạn trong danh mục")
    result_document: Annotated[Text, Field(max_length=200)] = Field("", description="số, ngày các văn bản trả lời")
    document_id: Id | None = Field(None, description="văn bản trả lời đã có trong hệ thống")
    fell_because: Annotated[Text, Field(max_length=2000)] = Field("", description="cần khi thấp hơn lần trước")
    reason: Annotated[Text, Field(max_length=2000)] = Field("", description="cần có khi ghi lùi ngày")
    effective_on: Day | None = Field(None, description="mặc định hôm nay")


class StageItem(Shown):
    """Một giai đoạn của danh mục."""

    code: str
    name: str
    is_active: bool
    is_shipped: bool = Field(description="còn nguyên như hệ thống đặt sẵn")


class Stages(Shown):
    """Danh mục giai đoạn."""

    items: list[StageItem]


class StageSet(Sent):
    """Thêm hoặc sửa một giai đoạn."""

    name: Annotated[Text, Field(max_length=500)] = Field("", description="bắt buộc")
    is_active: bool = True


class UpdateRulesItem(Sent):
    """Bao nhiêu ngày không báo cáo thì coi là không cập nhật, theo mức ưu tiên; 0: không theo dõi."""

    urgent: _Days
    high: _Days
    normal: _Days
    low: _Days


class PrioritySet(Sent):
    """Mức ưu tiên của nhiệm vụ."""

    priority: PriorityCode
    reason: Annotated[Text, Field(max_length=2000)] = ""


class PriorityShown(Shown):
    """Mức ưu tiên đang đặt, và mức mà câu chữ gợi ý."""

    directive_id: int
    priority: PriorityCode
    proposed: PriorityCode


class UpdateCounts(Shown):
    """Tỷ lệ cập nhật: `updated` trên `measured`."""

    updated: int = Field(description="có báo cáo trong số ngày quy định")
    measured: int = Field(description="đang mở và đã giao lâu hơn số ngày quy định")
    stale: int


class UnitUpdateCounts(UpdateCounts):
    """Tỷ lệ cập nhật của một đơn vị."""

    unit: str
    name: str


class UpdateFigures(UpdateCounts):
    """Tỷ lệ cập nhật của một ngày."""

    on: Day
    by_unit: list[UnitUpdateCounts]
