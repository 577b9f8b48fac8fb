"""Units, groups, fields of work, people."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import (
    Code,
    Codes,
    Limit,
    Moment,
    Offset,
    OptionalDay,
    OptionalText,
    Page,
    Sent,
    Shown,
    Text,
    UserRoleCode,
)


class Me(Shown):
    """Người hỏi, và đồng hồ của địa phương."""

    id: int
    username: str
    full_name: str
    role: UserRoleCode
    unit: str | None = Field(description="mã đơn vị")
    unit_name: str | None
    fields: list[str] = Field(description="mã các lĩnh vực theo dõi, với chuyên viên")
    jurisdiction: str = Field(description="mã địa phương")
    jurisdiction_name: str
    today: dt.date
    now: dt.datetime
    may: list[str] = Field(description="những việc được làm nói chung")


class UnitQuery(Sent):
    """Những đơn vị nào."""

    on: OptionalDay = Field(None, description="có hiệu lực vào ngày này; mặc định hôm nay")
    q: OptionalText = Field("", description="từ trong tên, có dấu hay không dấu")
    kind: Code = Field("", description="loại đơn vị")


class UnitItem(Shown):
    """Một đơn vị."""

    code: str
    name: str
    kind: str
    parent: str | None = Field(description="mã đơn vị cấp trên")
    official_code: str
    abbreviation: str
    aliases: list[str]
    valid_from: dt.date
    valid_to: dt.date | None


class UnitList(Shown):
    """Các đơn vị, theo thứ tự chữ cái tiếng Việt."""

    items: list[UnitItem]
    on: dt.date


class PostItem(Shown):
    """Một chức danh và người đang giữ."""

    id: int
    code: str
    name: str
    is_head: bool
    holder: str | None
    since: dt.date | None
    tenure_id: int | None = Field(description="để ghi ngày thôi giữ chức")


class Succession(Shown):
    """Một lần sáp nhập, chia tách hoặc đổi tên."""

    unit: str
    name: str
    on: dt.date


class UnitDetail(UnitItem):
    """Một đơn vị với nhóm, chức danh, quan hệ kế thừa."""

    groups: list[str] = Field(description="mã các nhóm")
    posts: list[PostItem]
    predecessors: list[Succession]
    successors: list[Succession]


class GroupItem(Shown):
    """Một nhóm đơn vị."""

    code: str
    name: str
    aliases: list[str]
    members: list[str] = Field(description="mã các đơn vị thuộc nhóm vào ngày hỏi")


class GroupList(Shown):
    """Các nhóm."""

    items: list[GroupItem]
    on: dt.date


class OnQuery(Sent):
    """Vào ngày nào."""

    on: OptionalDay = Field(None, description="mặc định hôm nay")


class FieldItem(Shown):
    """Một lĩnh vực."""

    code: str
    name: str


class FieldList(Shown):
    """Các lĩnh vực."""

    items: list[FieldItem]


class TokenItem(Shown):
    """Một mã truy cập của mình; bản thân mã chỉ hiện một lần khi tạo."""

    id: int
    name: str
    created_at: dt.datetime
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None


class TokenList(Shown):
    """Các mã truy cập, mới trước."""

    items: list[TokenItem]


class NewToken(Sent):
    """Mã truy cập mới."""

    name: Annotated[Text, Field(min_length=1, max_length=80)]
    expires_at: Moment | None = Field(None, description="để trống: không hết hạn")


class IssuedToken(TokenItem):
    """Mã truy cập vừa tạo."""

    token: str = Field(description="chỉ hiện lần này; hãy cất ở nơi an toàn")


class UserQuery(Sent):
    """Những người dùng nào."""

    q: OptionalText = ""
    role: Code = ""
    limit: Limit = 100
    offset: Offset = 0


class UserItem(Shown):
    """Một người dùng."""

    id: int
    username: str
    full_name: str
    email: str
    role: UserRoleCode
    unit: str | None
    fields: list[str]
    is_active: bool
    created_at: dt.datetime


class UserPage(Page):
    """Người dùng của địa phương."""

    items: list[UserItem]


class NewUser(Sent):
    """Người dùng mới."""

    username: Annotated[Text, Field(max_length=64)]
    full_name: Annotated[Text, Field(max_length=120)]
    role: UserRoleCode
    password: Annotated[Text, Field(max_length=200)] | None = Field(None, description="để trống: chưa đăng nhập được")
    unit: Code | None = Field(None, description="mã đơn vị")
    fields: Codes = Field([], description="mã lĩnh vực, với chuyên viên")
    email: Annotated[Text, Field(max_length=254)] = ""


class UserChanges(Sent):
    """Những gì đổi; không gửi thì giữ nguyên."""

    full_name: Annotated[Text, Field(max_length=120)] | None = None
    role: UserRoleCode | None = None
    unit: Code | None = Field(None, description='"" là bỏ đơn vị')
    fields: Codes | None = None
    email: Annotated[Text, Field(max_length=254)] | None = None


class Reason(Sent):
    """Vì sao."""

    reason: Annotated[Text, Field(max_length=2000)] = ""


class NewPassword(Sent):
    """Mật khẩu mới."""

    password: Annotated[Text, Field(max_length=200)]


class OwnPassword(NewPassword):
    """Mật khẩu mới của mình."""

    current_password: Annotated[Text, Field(max_length=200)]
