"""Jobs in the background, and whether all is well."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dondoc.api.schemas.common import Day, Limit, Offset, Page, Sent, Shown, Text

JobStateCode = Literal["todo", "doing", "failed", "succeeded", "cancelled", "aborted"]
FailureCode = Literal["refused", "database", "data", "outside", "unknown", "killed", "held", "fault"]
_Name = Annotated[Text, StringConstraints(max_length=128, strip_whitespace=True)]


class JobFailureItem(Shown):
    """Lần không thành gần nhất."""

    reason: FailureCode
    sentence: str
    kind: str = Field(description="loại lỗi, không có nội dung")
    place: str
    attempt: int
    failed_at: str


class JobItem(Shown):
    """Một việc nền."""

    id: int
    task: str
    title: str
    state: JobStateCode
    is_own: bool = Field(description="của địa phương; false: của cả hệ thống")
    queue: str
    attempts: int
    scheduled_at: str | None = Field(description="không chạy trước lúc này")
    changed_at: str | None
    failure: JobFailureItem | None
    actions: list[str] = Field(description="làm được gì: retry, cancel")


class JobPage(Page):
    """Các việc nền: việc đang chờ theo thứ tự, việc khác mới nhất trước."""

    items: list[JobItem]


class JobQuery(Sent):
    """Lọc việc nền."""

    state: JobStateCode | None = None
    task: _Name | None = None
    limit: Limit = 50
    offset: Offset = 0


class RetriedKind(Sent):
    """Loại việc được chạy lại."""

    task: _Name


class RetriedCount(Shown):
    """Số việc đã đưa lại vào hàng."""

    count: int


class JobRunItem(Shown):
    """Một việc chạy theo giờ, và lần chạy gần nhất."""

    task: str
    title: str
    is_daily: bool
    state: Literal["running", "done", "failed"] | None = Field(description="của lần gần nhất; null: chưa chạy lần nào")
    for_day: Day | None
    started_at: str | None
    counts: dict[str, int]
    error: str
    done_for: Day | None = Field(description="ngày gần nhất đã xong")
    next_at: str | None = Field(description="lần tới, theo giờ thật")


class JobRuns(Shown):
    """Các việc chạy theo giờ."""

    items: list[JobRunItem]


class HealthCheckItem(Shown):
    """Một điều được kiểm tra."""

    name: str
    title: str
    ok: bool
    age_seconds: int | None
    limit_seconds: int | None


class Health(Shown):
    """Tình trạng của hệ thống."""

    status: Literal["green", "red"]
    checks: list[HealthCheckItem]
