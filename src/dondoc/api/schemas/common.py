"""Values that every endpoint shares: codes, ids, days, texts; what cannot be stored is refused here."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, LOCAL

LARGEST_ID = 2**63 - 1
MOST_ROWS = 500
MOST_SKIPPED = 100_000


def _storable(text: str) -> str:
    # JSON can write halves of characters ("\\ud800") and NUL; neither has a place in a database's text.
    if "\0" in text or any("\ud800" <= ch <= "\udfff" for ch in text):
        raise ValueError(_("Có ký tự không lưu được (NUL hoặc nửa ký tự Unicode)."))
    return text


def _sane_day(day: dt.date) -> dt.date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(_("Ngày phải từ 1900-01-01 đến 2200-12-31."))
    return day


def _sane_moment(moment: dt.datetime) -> dt.datetime:
    _sane_day(moment.date())
    return moment.replace(tzinfo=LOCAL) if moment.tzinfo is None else moment


def _blank_is_nothing(value: Any) -> Any:
    return None if value == "" else value


def _without_blanks(value: Any) -> Any:
    return [part for part in value if part != ""] if isinstance(value, list) else value


Text = Annotated[str, AfterValidator(_storable)]
Code = Annotated[str, StringConstraints(max_length=32, strip_whitespace=True), AfterValidator(_storable)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[dt.date, AfterValidator(_sane_day)]
Moment = Annotated[dt.datetime, AfterValidator(_sane_moment)]
# Of a query string: an empty value narrows nothing, as in a form that was sent with empty fields.
OptionalDay = Annotated[Day | None, BeforeValidator(_blank_is_nothing)]
OptionalMoment = Annotated[Moment | None, BeforeValidator(_blank_is_nothing)]
OptionalText = Annotated[Annotated[str, StringConstraints(max_length=500)], AfterValidator(_storable)]
Codes = Annotated[list[Code], BeforeValidator(_without_blanks), Field(max_length=500)]

RoleCode = Literal["lead", "coordinate"]
OriginCode = Literal["central", "province"]
DirectionCode = Literal["received", "issued"]
LifecycleCode = Literal["assigned", "acknowledged", "in_progress", "reported", "returned", "accepted", "withdrawn"]
TimelinessCode = Literal["done_on_time", "done_late", "open_in_time", "due_soon", "overdue", "undated"]
DeadlineKindCode = Literal["date", "period", "relative", "event", "recurring", "standing", "none"]
UserRoleCode = Literal[
    "chair", "office_leader", "specialist", "clerk", "unit_head", "focal_point", "observer", "administrator"
]
OptionalRole = Annotated[RoleCode | None, BeforeValidator(_blank_is_nothing)]
OptionalOrigin = Annotated[OriginCode | None, BeforeValidator(_blank_is_nothing)]
Lifecycles = Annotated[list[LifecycleCode], BeforeValidator(_without_blanks)]
PriorityCode = Literal["urgent", "high", "normal", "low"]
OptionalPriority = Annotated[PriorityCode | None, BeforeValidator(_blank_is_nothing)]
Updates = Annotated[list[Literal["updated", "stale"]], BeforeValidator(_without_blanks)]
Timelinesses = Annotated[list[TimelinessCode], BeforeValidator(_without_blanks)]


class Sent(BaseModel):
    """Base of what is sent: a misspelt name is refused, not ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Shown(BaseModel):
    """Base of what is answered."""

    model_config = ConfigDict(extra="forbid")


class Invalid(Shown):
    """One value that does not fit."""

    in_: str = Field(alias="in", description="query, body, form, header")
    field: str = Field(description="tên trường, ví dụ deadline.due_on")
    message: str = Field(description="một câu tiếng Việt")


class Problem(BaseModel):
    """Lỗi theo RFC 9457."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="nơi mô tả loại lỗi này")
    title: str
    status: int
    detail: str = Field(description="một câu tiếng Việt: việc gì đã xảy ra, cần làm gì")
    code: str = Field(description="mã ổn định, dành cho chương trình")
    request_id: str = Field(description="cũng có ở tiêu đề X-Request-ID và trong nhật ký")
    errors: list[Invalid] = Field(default=[], description="chỉ có khi code = invalid")


class Page(Shown):
    """Part of a list."""

    count: int
    limit: int
    offset: int


Limit = Annotated[int, Field(ge=1, le=MOST_ROWS)]
Offset = Annotated[int, Field(ge=0, le=MOST_SKIPPED)]
