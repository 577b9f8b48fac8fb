"""What of meetings waits for a person."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from dondoc.api.schemas.common import Shown
from dondoc.api.schemas.meetings_papers import PaperKindCode
from dondoc.api.schemas.meetings_people import AnswerCode, ConsentCode


class WaitingInvitee(Shown):
    """Một giấy mời chờ trả lời, hoặc một đề nghị vắng, cử người dự thay chờ ý kiến."""

    invitee_id: int
    meeting_id: int
    meeting: str = Field(description="tên cuộc họp")
    starts_at: dt.datetime
    body: str
    title: str
    answer: AnswerCode
    consent: ConsentCode


class OwedPaper(Shown):
    """Một tài liệu mà đơn vị của người hỏi chưa gửi."""

    paper_id: int | None = Field(
        description="null: bản tóm tắt mà hồ sơ dài còn thiếu, gửi ở …/agenda/{item_id}/summary"
    )
    item_id: int | None
    kind: PaperKindCode
    meeting_id: int
    meeting: str
    title: str
    due_on: dt.date | None
    is_late: bool


class WaitingSlip(Shown):
    """Một phiếu chờ người hỏi trả lời."""

    slip_id: int
    round_id: int
    title: str
    due_at: dt.datetime


class MeetingWaiting(Shown):
    """Những việc họp chờ người hỏi; việc gần nhất trước."""

    invitees: list[WaitingInvitee]
    papers: list[OwedPaper]
    slips: list[WaitingSlip]
