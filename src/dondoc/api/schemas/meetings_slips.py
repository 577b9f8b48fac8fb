"""Opinions of members by slip: rounds, answers, what they come to."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import Code, Id, Limit, Moment, Offset, OptionalText, Page, Sent, Shown, Text
from dondoc.api.schemas.meetings import StanceCode, Version

RoundStateCode = Literal["draft", "sent", "closed", "cancelled"]
SilenceCode = Literal["agrees", "abstains", "unanswered"]
_Title = Annotated[Text, Field(max_length=400)]
_Long = Annotated[Text, Field(max_length=50_000)]
_Members = Annotated[list[Id], Field(min_length=1, max_length=500)]


def _without_blanks(value: object) -> object:
    return [part for part in value if part != ""] if isinstance(value, list) else value


class SlipRoundQuery(Sent):
    """Những đợt lấy ý kiến nào."""

    state: Annotated[list[RoundStateCode], BeforeValidator(_without_blanks)] = Field(
        [], description="có thể lặp lại; không ghi: tất cả"
    )
    limit: Limit = 100
    offset: Offset = 0


class SlipItem(Shown):
    """Một đợt lấy ý kiến bằng phiếu."""

    id: int
    title: str
    state: RoundStateCode
    silence: SilenceCode = Field(description="quá hạn không trả lời là gì")
    due_at: dt.datetime
    own_slip_id: int | None = Field(description="phiếu mà người hỏi trả lời")
    own_stance: StanceCode | Literal[""]


class Slips(Page):
    """Các đợt lấy ý kiến, mới nhất trước."""

    items: list[SlipItem]


class SlipAnswer(Shown):
    """Phiếu của một thành viên."""

    id: int
    unit: str = Field(description="mã đơn vị của thành viên")
    post_id: int | None
    person_name: str = Field(description="người giữ chức danh khi lập đợt lấy ý kiến")
    title: str
    stance: StanceCode | Literal[""] = Field(description="rỗng: chưa trả lời")
    text: str
    answered_at: dt.datetime | None


class SlipRoundDetail(SlipItem):
    """Một đợt lấy ý kiến, với các phiếu mà người hỏi được xem."""

    unit: str = Field(description="mã cơ quan có thành viên được lấy ý kiến")
    content: str
    proposer_unit: str | None = Field(description="mã đơn vị trình")
    dossier: str | None = Field(description="tên tệp hồ sơ; tải ở /slip-rounds/{id}/dossier/file")
    sent_at: dt.datetime | None
    closed_at: dt.datetime | None
    cancel_reason: str
    version: int
    members: int | None = Field(description="số thành viên; thành viên thấy khi đã kết thúc")
    answered: int | None = Field(description="đã trả lời; thành viên thấy khi đã kết thúc")
    slips: list[SlipAnswer] = Field(description="Văn phòng và Lãnh đạo: mọi phiếu; thành viên: phiếu của đơn vị mình")
    extensions: list[ShownExtension] = Field(description="hạn trả lời đã lùi mấy lần, vì sao")
    record_draft_id: int | None = Field(description="dự thảo báo cáo kết quả; chỉ có với Văn phòng và Lãnh đạo")


class NewSlipRound(Sent):
    """Một đợt lấy ý kiến mới; hồ sơ gửi sau ở /slip-rounds/{id}/dossier."""

    unit: Code = Field(description="mã cơ quan có thành viên được lấy ý kiến, thường là UBND tỉnh")
    title: _Title
    content: _Long
    due_at: Moment = Field(description="ngày làm việc; ngày nghỉ thì lỗi 422 `day_off`")
    member_post_ids: _Members | None = Field(
        None, description="chức danh của các thành viên, theo thứ tự; không ghi: tất cả thành viên UBND tỉnh"
    )
    silence: SilenceCode | None = Field(None, description="không ghi: theo cách tính của Văn phòng")
    proposer_unit: Code | None = Field(None, description="mã đơn vị trình")


class SlipRoundChange(Sent):
    """Sửa một đợt chưa gửi; phần không ghi thì giữ nguyên. Người khác vừa sửa thì lỗi 409 `other_version`."""

    version: Version
    title: _Title | None = None
    content: _Long | None = None
    due_at: Moment | None = None
    member_post_ids: _Members | None = None
    silence: SilenceCode | None = None
    proposer_unit: Code | None = Field(None, description="mã đơn vị trình; null: không có")


class NewDossier(Sent):
    """Hồ sơ kèm theo, thay cho hồ sơ đã có."""

    version: Version


class RoundReason(Sent):
    """Lý do của một bước; bước nào không cần thì để trống."""

    reason: Annotated[OptionalText, Field(max_length=500)] = ""


class RoundExtension(Sent):
    """Hạn trả lời mới của một đợt đã gửi."""

    due_at: Moment = Field(description="sau hạn đang đặt, vào ngày làm việc")
    reason: Annotated[OptionalText, Field(max_length=500)] = Field("", description="cần có; thành viên thấy trên phiếu")


class ShownExtension(Shown):
    """Một lần lùi hạn trả lời."""

    before: dt.datetime = Field(description="hạn trước đó")
    due_at: dt.datetime
    reason: str


class SlipRule(Shown):
    """Cách tính phiếu không trả lời mà phiếu mới theo."""

    silence: SilenceCode


class NewSlipRule(Sent):
    """Cách tính phiếu không trả lời của Văn phòng."""

    silence: SilenceCode


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

    stance: StanceCode | Literal[""] = Field(description="rỗng: rút ý kiến đã cho")
    text: _Long = ""
