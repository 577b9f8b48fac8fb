"""Task sheets: an import from the file to the directives."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from dondoc.api.schemas.common import Code, Day, Limit, Offset, OriginCode, Page, Sent, Shown, Text

ImportStateCode = Literal["open", "committed", "withdrawn", "discarded"]
RowStateCode = Literal["ok", "question", "error", "skip"]


class NewTaskImport(Sent):
    """Gửi cùng một tệp ở trường `file`."""

    sheet: Annotated[Text, Field(max_length=120)] = ""
    origin: OriginCode = "province"
    field: Code | None = Field(default=None, description="lĩnh vực của dòng không rõ lĩnh vực")


class SheetColumn(Shown):
    """Một cột đã hiểu, và vì sao."""

    code: str
    label: str
    place: int = Field(description="cột thứ mấy của trang tính, từ 0")
    heading: str
    because: str


class SheetQuestion(Shown):
    """Một câu hỏi, gộp mọi dòng hỏi giống nhau."""

    code: str
    key: str
    column: str
    words: str
    sentence: str
    options: list[Day]
    proposals: list[dict[str, Any]] = Field(description="đơn vị có thể là: id, name, percent")
    rows: list[int] = Field(description="vài dòng đầu")
    count: int


class TaskImportItem(Shown):
    """Một lần nhập."""

    id: int
    state: ImportStateCode
    file: str
    sheet: str
    sheets: list[str]
    created_at: str
    counts: dict[str, int]
    digest: str = Field(description="gửi lại khi xác nhận: đúng bản xem trước đã thấy")
    columns: list[SheetColumn]
    headings: list[str]
    notes: list[str]
    questions: list[SheetQuestion]


class TaskImportPage(Page):
    """Các lần nhập, mới nhất trước."""

    items: list[TaskImportItem]


class TaskImportQuery(Sent):
    """Trang nào."""

    limit: Limit = 50
    offset: Offset = 0


class SheetRowItem(Shown):
    """Một dòng và việc sẽ làm với nó."""

    row: int
    state: RowStateCode
    plan: dict[str, Any]
    problems: list[str]
    directive_id: int | None


class SheetRowPage(Page):
    """Các dòng, theo thứ tự trong tệp."""

    items: list[SheetRowItem]


class SheetRowQuery(TaskImportQuery):
    """Lọc các dòng."""

    state: RowStateCode | None = None


class SheetAnswer(Sent):
    """Trả lời một câu hỏi; `value` bỏ trống là rút câu trả lời."""

    code: Annotated[Text, Field(max_length=40)]
    key: Annotated[Text, Field(max_length=300)] = ""
    row: Annotated[int, Field(ge=1, le=2_000_000)] | None = None
    value: dict[str, Any] | None = Field(default=None, description='ví dụ {"on": "2021-01-15"}, {"unit_ids": [12]}')


class SheetAnswers(Sent):
    """Trả lời, và chọn lại trang tính hoặc cách ghép cột."""

    answers: Annotated[list[SheetAnswer], Field(max_length=500)] = []
    sheet: Annotated[Text, Field(max_length=120)] | None = None
    header_row: Annotated[int, Field(ge=0, le=2_000_000)] | None = Field(default=None, description="từ 0")
    mapping: dict[str, int] | None = Field(default=None, description="cột → vị trí từ 0; -1: không có")


class TaskImportCommit(Sent):
    """Xác nhận đúng bản xem trước đã thấy."""

    digest: Annotated[Text, Field(max_length=64)]
    leave_questions: bool = Field(default=False, description="bỏ các dòng còn hỏi hoặc có lỗi")


class TaskImportWithdrawal(Sent):
    """Thu hồi cả lần nhập."""

    reason: Annotated[Text, Field(max_length=2000)]
