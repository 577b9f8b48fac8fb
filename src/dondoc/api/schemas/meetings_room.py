"""In the room: items that run, remarks, decisions, conclusions that are shown."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from dondoc.api.schemas.common import Id, OptionalText, Sent, Shown, Text

RemarkStateCode = Literal["asked", "speaking", "done", "withdrawn"]
_Body = Annotated[OptionalText, Field(max_length=200)]
_Topic = Annotated[OptionalText, Field(max_length=300)]
_Long = Annotated[str, Field(max_length=50_000)]
_Votes = Annotated[int, Field(ge=0, le=100_000)]
_Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
_Key = Annotated[str, Field(max_length=40)]


class RemarkLine(Shown):
    """Một lượt phát biểu, từ lúc đăng ký."""

    id: int
    state: RemarkStateCode
    body: str = Field(description="cơ quan, đơn vị phát biểu")
    speaker: str = Field(description="chức vụ, họ tên")
    topic: str
    text: str
    item_id: int | None
    version: int
    started_at: dt.datetime | None
    ended_at: dt.datetime | None


class Remarks(Shown):
    """Các lượt phát biểu, theo thứ tự."""

    items: list[RemarkLine]


class NewRemark(Sent):
    """Một lượt phát biểu; của người được mời thì không cần ghi cơ quan."""

    body: _Body = ""
    speaker: _Body = ""
    topic: _Topic = ""
    text: _Long = ""
    state: Literal["asked", "speaking", "done"] = "done"
    item_id: Id | None = None
    invitee_id: Id | None = None
    client_key: _Key = Field("", description="gửi lại cùng khoá: vẫn là một lượt")


class RemarkChange(Sent):
    """Sửa một lượt phát biểu; phần không ghi thì giữ nguyên. Người khác vừa sửa: lỗi 409 `other_version`, kèm cả hai bản."""

    version: _Version
    text: _Long | None = None
    body: _Body | None = None
    speaker: _Body | None = None
    state: RemarkStateCode | None = None
    item_id: Id | None = None


class DecisionLine(Shown):
    """Một quyết nghị, kèm số phiếu nếu có biểu quyết."""

    id: int
    text: str
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    item_id: int | None
    version: int


class Voting(Shown):
    """Ai được biểu quyết, kể cả người chủ trì; người dự thay không biểu quyết."""

    called: int = Field(description="số người có quyền biểu quyết")
    present: int = Field(description="trong đó trực tiếp có mặt")
    is_quorate: bool = Field(description="có mặt từ hai phần ba trở lên; chỉ nêu, không chặn")


class Decisions(Shown):
    """Các quyết nghị, theo thứ tự."""

    items: list[DecisionLine]
    voting: Voting | None = Field(description="null: không thành phần nào có quyền biểu quyết")


class NewDecision(Sent):
    """Một quyết nghị; số phiếu ghi đủ cả ba hoặc không ghi."""

    text: Annotated[Text, Field(max_length=50_000)]
    votes_for: _Votes | None = None
    votes_against: _Votes | None = None
    votes_abstained: _Votes | None = None
    item_id: Id | None = None
    client_key: _Key = Field("", description="gửi lại cùng khoá: vẫn là một quyết nghị")


class DecisionChange(Sent):
    """Sửa một quyết nghị, ghi đủ lời và số phiếu. Người khác vừa sửa: lỗi 409 `other_version`, kèm cả hai bản."""

    version: _Version
    text: Annotated[Text, Field(max_length=50_000)]
    votes_for: _Votes | None = None
    votes_against: _Votes | None = None
    votes_abstained: _Votes | None = None


class LinesShown(Sent):
    """Hiện hay ẩn kết luận với người dự."""

    shown: bool
    line_ids: Annotated[list[Id], Field(max_length=500)] | None = Field(None, description="không ghi: tất cả")
