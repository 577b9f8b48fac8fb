"""The agenda of a meeting, and what goes on now."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, OptionalText, Sent, Shown, Text
from dondoc.api.schemas.meetings import AgendaLine, StateCode
from dondoc.api.schemas.meetings_conclusions import ConclusionLine
from dondoc.api.schemas.meetings_room import RemarkStateCode


class AgendaItemDetail(AgendaLine):
    """Một nội dung của chương trình, với giờ dự kiến và hồ sơ."""

    begins_at: dt.datetime = Field(description="giờ dự kiến bắt đầu, tính từ thời lượng các nội dung trước")
    report_pages: int = Field(description="số trang các báo cáo, tờ trình đã gửi")
    summary_lacking: bool = Field(description="hồ sơ dài mà chưa có bản tóm tắt")
    summary_too_long: int = Field(description="bản tóm tắt dài quá mấy trang")


class Agenda(Shown):
    """Chương trình họp, theo thứ tự."""

    items: list[AgendaItemDetail]
    planned_minutes: int = Field(description="tổng thời lượng các nội dung")
    over_minutes: int = Field(description="dài hơn thời gian họp bao nhiêu phút")


class AgendaItemFacts(Sent):
    """Một nội dung của chương trình; sửa thì ghi đủ mọi trường."""

    title: Annotated[Text, Field(max_length=500)]
    presenter_unit: Code | None = Field(None, description="mã đơn vị trình bày")
    presenter: Annotated[OptionalText, Field(max_length=200)] = ""
    minutes: Annotated[int, Field(ge=1, le=1440)] = 15


class AgendaPlace(Sent):
    """Vị trí mới trong chương trình."""

    place: Annotated[int, Field(ge=1, le=10_000)] = Field(description="từ 1; lớn hơn số nội dung: cuối chương trình")


class SpeakerItem(Shown):
    """Một người phát biểu hoặc chờ phát biểu."""

    id: int
    body: str
    speaker: str
    topic: str
    state: RemarkStateCode


class MeetingNow(Shown):
    """Cuộc họp lúc này, như màn hình lớn cho thấy."""

    state: StateCode
    live_seq: int = Field(description="tăng theo mỗi thay đổi; giống lần trước thì chưa có gì mới")
    running: AgendaLine | None = Field(description="nội dung đang diễn ra")
    coming: AgendaLine | None = Field(description="nội dung tiếp theo")
    speaking: SpeakerItem | None
    waiting: list[SpeakerItem] = Field(description="chờ phát biểu, theo thứ tự")
    conclusions: list[ConclusionLine] = Field(description="các dòng kết luận đang hiện")


class OwnNoteItem(Shown):
    """Ghi chú riêng của người hỏi về cuộc họp; không ai khác đọc được."""

    text: str
    version: int = Field(description="0: chưa có ghi chú")
    changed_at: dt.datetime | None


class OwnNoteChange(Sent):
    """Cả ghi chú mới; nơi khác vừa sửa thì lỗi 409 `other_version` kèm cả hai bản."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(description="bản bắt đầu từ đó; 0: chưa có")
    text: Annotated[Text, Field(max_length=50_000)]
