"""Participants of meetings, their answers, and who came."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Id, OptionalMoment, Sent, Shown, Text

RequirementCode = Literal["in_person", "deputy", "leader", "anyone"]
AnswerCode = Literal["none", "comes", "absent", "substitute"]
ReasonCode = Literal["", "mission", "meeting", "leave", "sick", "other"]
ConsentCode = Literal["not_asked", "asked", "granted", "refused"]
RankCode = Literal["none", "deputy", "other"]
PresenceCode = Literal["unknown", "present", "absent"]
AttendeeCode = Literal["nobody", "invited", "substitute"]
ModeCode = Literal["in_room", "online"]
CheckInCode = Literal["none", "list", "qr", "venue"]
AttendanceCodeName = Literal[
    "not_yet", "present", "online", "absent_with_reason", "absent_unreported", "substitute_consented",
    "substitute_unanswered", "substitute_unconsented", "wrong_composition", "deputy_chairs_venue",
]  # fmt: skip
_Blank = Literal[""]
_Name = Annotated[Text, Field(max_length=120)]
_Line = Annotated[Text, Field(max_length=200)]
_Reason = Annotated[Text, Field(max_length=500)]


class CategoryItem(Shown):
    """Một thành phần dự họp."""

    id: int
    name: str
    requirement: RequirementCode = Field(description="ai phải dự")
    is_counted: bool = Field(description="thông báo nêu số vắng và người dự thay")
    has_vote: bool = Field(description="trực tiếp dự thì được biểu quyết")


class Categories(Shown):
    """Các thành phần của một cuộc họp."""

    items: list[CategoryItem]


class NewCategory(Sent):
    """Một thành phần; sửa thì ghi đủ mọi trường."""

    name: Annotated[Text, Field(max_length=300)]
    requirement: RequirementCode = "leader"
    is_counted: bool = False
    has_vote: bool = False


class InviteeItem(Shown):
    """Một người được mời. Lý do vắng chỉ có với Văn phòng, người chủ trì và đơn vị của người đó.

    Kết quả điểm danh (từ `presence` trở đi) chỉ có với những người ấy và đơn vị phụ trách điểm cầu; với người khác để trống.
    """

    id: int
    meeting_id: int
    category_id: int
    category: str
    venue_id: int | None
    venue: str
    unit: str | None = Field(description="mã đơn vị; null: cơ quan ngoài danh mục")
    body: str
    person_name: str = Field(description="người giữ chức danh vào ngày họp")
    title: str
    answer: AnswerCode
    reason_kind: ReasonCode
    reason: str
    substitute_name: str
    substitute_title: str
    substitute_rank: RankCode
    consent: ConsentCode
    consent_note: str
    presence: PresenceCode | _Blank
    attendee: AttendeeCode | _Blank
    attendee_name: str
    attendee_title: str
    attendee_rank: RankCode | _Blank
    mode: ModeCode | _Blank
    check_in: CheckInCode | _Blank
    checked_at: dt.datetime | None
    attendance: AttendanceCodeName | _Blank = Field(
        description="kết quả dự họp, tính từ các trường trên và yêu cầu của thành phần"
    )


class Invitees(Shown):
    """Danh sách được mời."""

    items: list[InviteeItem]


class NewInvitee(Sent):
    """Người được mời: đơn vị (thủ trưởng), chức danh, khách ghi tên; hoặc thủ trưởng cả một nhóm đơn vị."""

    category_id: Id
    unit: Code | None = None
    post_id: Id | None = None
    group: Code | None = Field(None, description="mã nhóm đơn vị; không đi cùng các trường khác")
    with_venues: bool = Field(default=False, description="với group: mỗi đơn vị một điểm cầu do thủ trưởng chủ trì")
    body: _Line = ""
    person_name: _Name = ""
    title: _Line = ""
    venue_id: Id | None = None


class NewlyInvited(Shown):
    """Những người vừa được mời, và đơn vị đã có trong danh sách từ trước."""

    items: list[InviteeItem]
    already: list[str]


class NewAnswer(Sent):
    """Trả lời giấy mời."""

    answer: Literal["comes", "absent", "substitute"]
    reason_kind: ReasonCode = ""
    reason: _Reason = ""
    substitute_name: _Name = ""
    substitute_title: _Line = ""
    substitute_post_id: Id | None = None
    substitute_rank: RankCode = "none"
    reported_at: OptionalMoment = Field(None, description="Văn phòng ghi lại: đơn vị đã báo lúc nào; không có: lúc gửi")


class NewConsent(Sent):
    """Ý kiến của người chủ trì."""

    consent: Literal["granted", "refused", "asked"] = Field(description="asked: rút lại ý kiến đã cho")
    note: _Reason = ""


class NewCheckIn(Sent):
    """Điểm danh một người."""

    presence: PresenceCode = Field(description="unknown: hoàn tác")
    attendee: Literal["invited", "substitute"] = "invited"
    attendee_name: _Name = ""
    attendee_title: _Line = ""
    attendee_rank: RankCode = "none"
    mode: ModeCode | Literal[""] = Field("", description="không ghi: theo chỗ ngồi, tại điểm cầu là trực tuyến")
    how: Literal["list", "qr", "venue"] = "list"
    door_secret: Annotated[Text, Field(max_length=64)] = Field("", description="với how=qr: mã đọc được tại cửa")


class AttendanceItem(Shown):
    """Số liệu dự họp của một cuộc họp; mỗi người ở đúng một chỗ."""

    called: int
    came: int
    substituted: int
    chaired_by_deputy: int
    absent_with_reason: int
    absent_unreported: int
    not_yet: int
    breaches: int
    sentence: str = Field(description="lời ghi trong thông báo; rỗng với người không được xem cả danh sách")
