"""Stars, themes, comments, watching."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Day, Id, Sent, Shown, Text
from dondoc.api.schemas.directives import Counts

_Words = Annotated[Text, Field(max_length=4000)]


class StarItem(Shown):
    """Dấu sao của một nhiệm vụ."""

    directive_id: int
    is_starred: bool
    note: str
    since: Day | None
    starred_by: str


class NewStar(Sent):
    """Đánh dấu sao."""

    note: Annotated[Text, Field(max_length=200)] = Field("", description="lời nhắn, không bắt buộc")


class ThemeItem(Shown):
    """Một chuyên đề."""

    id: int
    name: str
    about: str
    starts_on: Day
    ends_on: Day | None
    closed_on: Day | None
    is_watched: bool
    actions: list[str] = Field(description="người hỏi làm được gì: change, gather, close, reopen")


class Themes(Shown):
    """Các chuyên đề người hỏi được biết, đang mở trước."""

    items: list[ThemeItem]


class ThemeDetail(ThemeItem):
    """Một chuyên đề với số liệu của một ngày."""

    on: Day
    directive_ids: list[int] = Field(description="các nhiệm vụ thuộc chuyên đề vào ngày đó, trong phạm vi người hỏi")
    figures: Counts


class ThemeQuery(Sent):
    """Ngày cần xem."""

    on: Day | None = Field(None, description="trạng thái của ngày này; mặc định hôm nay")


class ThemeFacts(Sent):
    """Tên, mục đích và thời gian của chuyên đề."""

    name: Annotated[Text, Field(max_length=200)] = ""
    about: _Words = ""
    starts_on: Day
    ends_on: Day | None = None


class NewTheme(ThemeFacts):
    """Mở chuyên đề."""

    directive_ids: list[Id] = Field([], max_length=500)


class Gathered(Sent):
    """Những nhiệm vụ đưa vào chuyên đề."""

    directive_ids: list[Id] = Field(min_length=1, max_length=500)


class GatheredNew(Shown):
    """Những nhiệm vụ trước đó chưa thuộc chuyên đề."""

    added: list[int]


class DirectiveComment(Shown):
    """Một ý kiến; đã gỡ thì không còn lời."""

    id: int
    directive_id: int
    assignment_id: int | None = Field(description="phần việc được nói tới; null: cả nhiệm vụ")
    text: str
    author: str
    written_at: str
    changed_at: str | None
    is_removed: bool
    mentioned: list[str] = Field(description="tên đăng nhập của những người được nhắc tới")
    actions: list[str] = Field(description="người hỏi làm được gì: change, remove")


class DirectiveComments(Shown):
    """Trao đổi về một nhiệm vụ mà người hỏi đọc được, cũ trước."""

    items: list[DirectiveComment]


class DirectiveCommentText(Sent):
    """Lời của ý kiến; @tên-đăng-nhập để nhắc tới một người."""

    text: _Words = ""


class NewDirectiveComment(DirectiveCommentText):
    """Gửi ý kiến."""

    assignment_id: Id | None = Field(None, description="phần việc được nói tới; để trống: cả nhiệm vụ")


class WatchedItem(Shown):
    """Một nơi đang theo dõi; không còn quyền xem thì không có lời."""

    directive_id: int | None
    theme_id: int | None
    name: str
    since: str


class WatchedItems(Shown):
    """Những nơi người hỏi theo dõi, mới nhất trước."""

    items: list[WatchedItem]
