"""What an administrator sends: units, groups, posts, their holders, imports."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from dondoc.api.schemas.common import Code, Codes, Day, Sent, Shown, Text

_Name = Annotated[Text, Field(max_length=400)]
_Reason = Annotated[Text, Field(max_length=2000)]


class NewUnit(Sent):
    """Đơn vị mới."""

    code: Code
    name: _Name
    kind: Code = Field(description="loại đơn vị, như ở GET /units")
    valid_from: Day
    valid_to: Day | None = None
    parent: Code | None = Field(None, description="mã đơn vị cấp trên")
    official_code: Annotated[Text, Field(max_length=80)] = Field("", description="mã định danh, ví dụ H33.12")
    abbreviation: Annotated[Text, Field(max_length=80)] = ""
    aliases: list[_Name] = Field([], max_length=50)


class UnitChanges(Sent):
    """Những gì đổi; không gửi thì giữ nguyên."""

    name: _Name | None = None
    kind: Code | None = None
    valid_from: Day | None = None
    valid_to: Day | None = Field(None, description="null: còn hiệu lực")
    parent: Code | None = Field(None, description='null hoặc "": không có đơn vị cấp trên')
    official_code: Annotated[Text, Field(max_length=80)] | None = None
    abbreviation: Annotated[Text, Field(max_length=80)] | None = None
    aliases: Annotated[list[_Name], Field(max_length=50)] | None = None


class Closing(Sent):
    """Kết thúc hoạt động: sáp nhập, chia tách, giải thể."""

    last_day: Day
    successors: Codes = Field([], description="mã các đơn vị kế thừa")
    reason: _Reason = ""


class NewPost(Sent):
    """Chức danh mới."""

    code: Code
    title: _Name
    is_head: bool = Field(False, description="người đứng đầu đơn vị")
    rank: int = Field(100, ge=0, le=32_767, description="thứ tự nêu tên, người đứng đầu trước")


class NewHolder(Sent):
    """Người giữ chức danh."""

    person_name: _Name
    valid_from: Day
    valid_to: Day | None = None
    email: Annotated[Text, Field(max_length=254)] = ""


class Leaving(Sent):
    """Thôi giữ chức."""

    last_day: Day
    reason: _Reason = ""


class NewGroup(Sent):
    """Nhóm đơn vị mới."""

    code: Code
    name: _Name
    aliases: list[_Name] = Field([], max_length=50)


class NewMember(Sent):
    """Một đơn vị thuộc nhóm từ ngày nào đến ngày nào."""

    unit: Code
    valid_from: Day
    valid_to: Day | None = None


class ImportFiles(Sent):
    """Các tệp .xlsx hoặc .csv, gửi ở trường `files`."""


class ImportErrorItem(Shown):
    """Một lỗi của một ô."""

    table: str
    row: int = Field(description="dòng trong tệp; dòng 1 là tên cột")
    column: str
    message: str


class ImportRow(Shown):
    """Một dòng sẽ được thêm hoặc đổi."""

    table: str
    row: int
    label: str
    verb: str = Field(description="create hoặc change")


class ImportPreview(Shown):
    """Việc nhập sẽ làm gì; chưa ghi gì cho tới khi xác nhận bằng `digest`."""

    id: int
    files: str
    created_at: dt.datetime
    digest: str
    clean: bool = Field(description="không có lỗi, xác nhận được")
    counts: dict[str, dict[str, int]] = Field(description="theo bảng: create, change, same")
    errors: list[ImportErrorItem]
    errors_count: int
    rows: list[ImportRow]
    rows_count: int
    ignored: list[str] = Field(description="cột, trang tính không dùng; chỉ có khi vừa gửi tệp")


class ImportCommit(Sent):
    """Xác nhận đúng bản xem trước đã thấy."""

    digest: Annotated[Text, Field(max_length=64)]


class Imported(Shown):
    """Đã nhập những gì."""

    counts: dict[str, dict[str, int]]
