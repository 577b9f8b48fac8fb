"""Meetings: their plan and the steps of their way."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import (
    Code,
    Id,
    Limit,
    Moment,
    Offset,
    OptionalDay,
    OptionalText,
    Page,
    Sent,
    Shown,
    Text,
)

KindCode = Literal["regular", "topic", "conference", "briefing", "reception"]
FormCode = Literal["in_room", "online", "hybrid"]
StateCode = Literal["planned", "called", "running", "ended", "cancelled"]
ItemStateCode = Literal["waiting", "running", "done"]
VerbCode = Literal["change", "call", "open", "end", "cancel", "reopen"]
StanceCode = Literal["agree", "agree_with", "disagree", "abstain"]
_Title = Annotated[Text, Field(max_length=400)]
_Long = Annotated[Text, Field(max_length=50_000)]
_Reason = Annotated[OptionalText, Field(max_length=500)]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class MeetingQuery(Sent):
    """Những cuộc họp nào."""

    state: list[StateCode] = Field([], description="có thể lặp lại; không ghi: tất cả trừ đã huỷ")
    kind: KindCode | None = None
    q: OptionalText = Field("", description="từ trong tên, chủ trì, địa điểm")
    first: OptionalDay = Field(None, description="các cuộc họp từ ngày này")
    last: OptionalDay = Field(None, description="đến hết ngày này")
    limit: Limit = 100
    offset: Offset = 0


class MeetingItem(Shown):
    """Một cuộc họp."""

    id: int
    unit: str = Field(description="mã cơ quan tổ chức")
    kind: KindCode
    form: FormCode
    state: StateCode
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str = Field(description="phòng họp, hoặc địa điểm")
    chair_title: str
    chair_name: str
    series_id: int | None
    version: int
    live_seq: int


class MeetingPage(Page):
    """Các cuộc họp, gần nhất trước."""

    items: list[MeetingItem]


class AgendaLine(Shown):
    """Một nội dung của chương trình."""

    id: int
    title: str
    presenter_unit: str | None = Field(description="mã đơn vị trình bày")
    presenter: str = Field(description="người trình bày: chức vụ, họ tên")
    minutes: int = Field(description="thời lượng dự kiến")
    state: ItemStateCode
    started_at: dt.datetime | None
    ended_at: dt.datetime | None


class MoveItem(Shown):
    """Một lần dời họp hoặc đổi địa điểm sau khi đã mời."""

    at: dt.datetime
    changes: list[str] = Field(description="dời từ … sang …")
    reason: str


class MeetingDetail(MeetingItem):
    """Một cuộc họp với chương trình; các dự thảo chỉ có với Văn phòng và người chủ trì."""

    link: str
    content: str
    requests: str
    field: str | None = Field(description="mã lĩnh vực")
    room_id: int | None
    chair_post_id: int | None
    short_notice_reason: str
    cancel_reason: str
    called_at: dt.datetime | None
    opened_at: dt.datetime | None
    ended_at: dt.datetime | None
    agenda: list[AgendaLine]
    moves: list[MoveItem] = Field(description="các lần dời sau khi đã mời, mới nhất trước")
    invitation_draft_id: int | None
    notice_draft_id: int | None
    minutes_draft_id: int | None
    verbs: list[VerbCode] = Field(description="những bước người hỏi làm được lúc này")


class NewMeeting(Sent):
    """Kế hoạch của một cuộc họp."""

    unit: Code
    kind: KindCode
    title: _Title
    starts_at: Moment
    ends_at: Moment
    form: FormCode = "in_room"
    series_id: Id | None = None
    room_id: Id | None = None
    place: _Reason = ""
    link: _Reason = ""
    chair_post_id: Id | None = None
    chair_name: _Reason = ""
    chair_title: _Reason = ""
    content: _Long = ""
    requests: _Long = ""
    field: Code | None = Field(None, description="mã lĩnh vực")
    past_reason: _Reason = Field("", description="vì sao ghi sau khi đã họp; chỉ cần khi thời điểm họp đã qua")


class MeetingReason(Sent):
    """Lý do của một bước; bước nào không cần thì để trống."""

    reason: _Reason = ""


class DraftingUnit(Sent):
    """Cơ quan ban hành văn bản được soạn."""

    unit: Code = Field(description="mã cơ quan ban hành")


class DraftingInvitation(DraftingUnit):
    """Giấy mời được soạn."""

    reason: _Reason = Field("", description="lý do mời gấp, khi còn dưới 3 ngày làm việc mà lúc mời họp chưa nêu")


class ClashItem(Shown):
    """Một phòng hoặc một người mà hai cuộc họp cùng cần."""

    kind: Literal["room", "person"]
    what: str = Field(description="phòng họp, hoặc người")
    meeting_id: int = Field(description="cuộc họp kia")
    title: str
    starts_at: dt.datetime


class DoubtItem(Shown):
    """Điều của kế hoạch cần xem lại."""

    kind: Literal["day_off", "no_link"] = Field(description="họp vào ngày nghỉ; họp trực tuyến chưa có đường dẫn")
    words: str


class Clashes(Shown):
    """Các chỗ trùng lịch và điều cần xem lại; chỉ là cảnh báo, kế hoạch vẫn ghi được."""

    items: list[ClashItem]
    doubts: list[DoubtItem]


class PlanToCheck(NewMeeting):
    """Một kế hoạch chưa ghi, để xem trùng lịch với cuộc họp nào."""

    meeting_id: Id | None = Field(None, description="cuộc họp sẽ sửa theo kế hoạch này; không ghi: cuộc họp mới")


class HistoryEntry(Shown):
    """Một việc đã làm với cuộc họp."""

    at: dt.datetime
    who: str
    what: str
    reason: str
    changes: list[str] = Field(description="thay đổi gì của kế hoạch: từ … sang …")


class MeetingHistory(Shown):
    """Lịch sử của cuộc họp, mới nhất trước."""

    items: list[HistoryEntry]
