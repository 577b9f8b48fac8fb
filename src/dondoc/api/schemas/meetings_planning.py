"""Planning meetings: change of a plan, rooms, series."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Id, Moment, OptionalText, Sent, Shown, Text
from dondoc.api.schemas.meetings import FormCode, KindCode, MeetingDetail

_Address = Annotated[OptionalText, Field(max_length=400)]
_Long = Annotated[Text, Field(max_length=50_000)]


class MeetingChange(Sent):
    """Kế hoạch mới của cuộc họp, đủ mọi trường; điều không ghi là để trống."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    kind: KindCode
    title: Annotated[Text, Field(max_length=400)]
    starts_at: Moment
    ends_at: Moment
    form: FormCode = "in_room"
    series_id: Id | None = None
    room_id: Id | None = None
    place: OptionalText = ""
    link: _Address = ""
    chair_post_id: Id | None = None
    chair_name: OptionalText = ""
    chair_title: OptionalText = ""
    content: _Long = ""
    requests: _Long = ""
    field: Code | None = Field(None, description="mã lĩnh vực; không ghi: giữ nguyên, null: không có")
    reason: OptionalText = Field("", description="vì sao đổi; người được mời đọc được")


class RoomItem(Shown):
    """Một phòng họp."""

    id: int
    name: str
    place: str
    seats: int | None
    link: str
    is_active: bool


class Rooms(Shown):
    """Các phòng họp."""

    items: list[RoomItem]


class RoomFacts(Sent):
    """Một phòng họp; sửa thì ghi đủ mọi trường."""

    name: Annotated[Text, Field(max_length=120)]
    place: Annotated[OptionalText, Field(max_length=200)] = ""
    seats: Annotated[int, Field(ge=1, le=100_000)] | None = None
    link: _Address = ""
    is_active: bool = True


class SeriesItem(Shown):
    """Một chuỗi họp."""

    id: int
    unit: str = Field(description="mã cơ quan tổ chức")
    name: str
    kind: KindCode
    rrule: str
    is_active: bool


class SeriesList(Shown):
    """Các chuỗi họp."""

    items: list[SeriesItem]


class SeriesFacts(Sent):
    """Một chuỗi họp; sửa thì ghi đủ mọi trường."""

    unit: Code
    name: Annotated[Text, Field(max_length=200)]
    kind: KindCode
    rrule: Annotated[OptionalText, Field(max_length=200)] = Field("", description="quy luật lặp lại của iCalendar")
    is_active: bool = True


class NextMeeting(Sent):
    """Cuộc họp tiếp theo; không ghi giờ thì theo quy luật của chuỗi, không ghi tên thì theo tên lần trước, đổi năm, tháng, kỳ."""

    starts_at: Moment | None = None
    title: Annotated[OptionalText, Field(max_length=400)] = ""


class NextMeetingDetail(MeetingDetail):
    """Cuộc họp tiếp theo vừa lập."""

    left_out: list[str] = Field(description="ai của lần trước không được mời lại và vì sao, mỗi người một câu")
