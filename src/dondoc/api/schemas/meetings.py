"""Meetings: their plan, agenda, what was said and concluded; opinions by slip."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Id, Limit, Moment, Offset, OptionalText, Page, Sent, Shown, Text

KindCode = Literal["regular", "topic", "conference", "briefing", "reception"]
FormCode = Literal["in_room", "online", "hybrid"]
StateCode = Literal["planned", "called", "running", "ended", "cancelled"]
ItemStateCode = Literal["waiting", "running", "done"]
LineKindCode = Literal["heading", "clause", "paragraph"]
StanceCode = Literal["agree", "agree_with", "disagree", "abstain"]
_Title = Annotated[Text, Field(max_length=400)]
_Long = Annotated[Text, Field(max_length=50_000)]
_Reason = Annotated[OptionalText, Field(max_length=500)]
_Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class MeetingQuery(Sent):
    """Những cuộc họp nào."""

    state: list[StateCode] = Field([], description="có thể lặp lại; không ghi: tất cả trừ đã huỷ")
    kind: KindCode | None = None
    q: OptionalText = Field("", description="từ trong tên, chủ trì, địa điểm")
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
    presenter: str
    minutes: int
    state: ItemStateCode
    started_at: dt.datetime | None
    ended_at: dt.datetime | None


class MeetingDetail(MeetingItem):
    """Một cuộc họp với chương trình; nơi ghi thông báo kết luận chỉ có với Văn phòng và người chủ trì."""

    link: str
    content: str
    requests: str
    agenda: list[AgendaLine]
    notice_draft_id: int | None
    minutes_draft_id: int | None


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


class MeetingReason(Sent):
    """Lý do của một bước; bước nào không cần thì để trống."""

    reason: _Reason = ""


class NewAgendaLine(Sent):
    """Một nội dung mới của chương trình."""

    title: _Title
    presenter: Annotated[OptionalText, Field(max_length=200)] = ""
    minutes: Annotated[int, Field(ge=1, le=1440)] = 15


class ConclusionLine(Shown):
    """Một dòng kết luận."""

    id: int
    kind: LineKindCode
    depth: int
    mark: str = Field(description="ký hiệu đầu dòng: 1., a), -")
    text: str
    is_shown: bool
    version: int


class Conclusions(Shown):
    """Kết luận của người chủ trì, theo thứ tự."""

    items: list[ConclusionLine]


class NewConclusion(Sent):
    """Một dòng kết luận mới."""

    text: _Long
    kind: LineKindCode = "clause"
    depth: Annotated[int, Field(ge=0, le=3)] = 0
    client_key: Annotated[str, Field(max_length=40)] = Field("", description="gửi lại cùng khoá: vẫn là một dòng")


class ConclusionChange(Sent):
    """Sửa một dòng kết luận; người khác vừa sửa thì lỗi 409 `other_version` kèm cả hai bản."""

    version: _Version
    text: _Long


class SlipItem(Shown):
    """Một đợt lấy ý kiến bằng phiếu."""

    id: int
    title: str
    state: Literal["draft", "sent", "closed", "cancelled"]
    silence: Literal["agrees", "abstains", "unanswered"]
    due_at: dt.datetime
    own_slip_id: int | None = Field(description="phiếu mà người hỏi trả lời")
    own_stance: str


class Slips(Shown):
    """Các đợt lấy ý kiến, mới nhất trước."""

    items: list[SlipItem]


class SlipResult(Shown):
    """Kết quả của một đợt lấy ý kiến."""

    members: int
    agree: int
    agree_with: int
    disagree: int
    abstain: int
    silent: int
    counted: int
    is_passed: bool


class NewSlipAnswer(Sent):
    """Ý kiến của thành viên."""

    stance: StanceCode
    text: _Long = ""
