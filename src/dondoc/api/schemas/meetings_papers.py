"""Papers of a meeting's agenda, opinions before it, requests to speak."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, Id, OptionalText, Sent, Shown, Text
from dondoc.api.schemas.meetings import StanceCode

PaperKindCode = Literal["report", "summary", "other"]


class PaperVersionItem(Shown):
    """Một bản đã gửi."""

    id: int
    number: int
    name: str = Field(description="tên tệp")
    pages: int | None = Field(description="số trang A4, bản trình chiếu: số trang chiếu; null: tệp không cho biết")
    pages_estimated: bool = Field(description="số trang ước tính theo số chữ, vì tệp không ghi đúng")
    note: str
    sent_at: dt.datetime


class PaperItem(Shown):
    """Một tài liệu của cuộc họp."""

    id: int
    item_id: int | None = Field(description="nội dung họp; null: tài liệu chung")
    kind: PaperKindCode
    title: str
    unit: str | None = Field(description="mã đơn vị gửi; null: Văn phòng")
    due_on: dt.date | None
    is_late: bool = Field(description="quá hạn mà chưa gửi, hoặc bản đầu gửi sau hạn")
    versions: list[PaperVersionItem] = Field(description="bản mới nhất trước")


class Papers(Shown):
    """Tài liệu của cuộc họp, theo chương trình, tài liệu chung sau cùng."""

    items: list[PaperItem]


class NewPaper(Sent):
    """Yêu cầu một tài liệu."""

    title: Annotated[Text, Field(max_length=400)]
    kind: PaperKindCode = "report"
    item_id: Id | None = None
    unit: Code | None = Field(None, description="mã đơn vị gửi; không ghi: Văn phòng")
    due_on: Day | None = None


class NewVersion(Sent):
    """Bản gửi kèm tệp."""

    note: Annotated[OptionalText, Field(max_length=300)] = ""


class OpinionItem(Shown):
    """Ý kiến của một đơn vị về một nội dung."""

    item_id: int
    unit: str = Field(description="mã đơn vị")
    stance: StanceCode
    text: str
    made_at: dt.datetime


class Opinions(Shown):
    """Ý kiến trước cuộc họp: Văn phòng và Lãnh đạo thấy tất cả, đơn vị thấy của mình."""

    items: list[OpinionItem]


class NewOpinion(Sent):
    """Ý kiến của đơn vị; gửi lại thì thay bản trước."""

    stance: StanceCode
    text: Annotated[Text, Field(max_length=50_000)] = ""
    unit: Code | None = Field(None, description="mã đơn vị có ý kiến; không ghi: đơn vị của người gửi")


class SpeechItem(Shown):
    """Một đăng ký phát biểu."""

    id: int
    body: str = Field(description="đơn vị")
    speaker: str
    topic: str
    state: Literal["asked", "speaking", "done", "withdrawn"]


class NewSpeech(Sent):
    """Đăng ký phát biểu."""

    topic: Annotated[OptionalText, Field(max_length=300)] = ""
    item_id: Id | None = None
    invitee_id: Id | None = Field(None, description="người phát biểu; không ghi: người được mời đầu tiên của đơn vị")
