"""After a meeting: its notice and the days for it, where its conclusions stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Code, LifecycleCode, OptionalDay, RoleCode, Sent, Shown, TimelinessCode
from dondoc.api.schemas.drafting import OutgoingStateCode
from dondoc.api.schemas.meetings import Version
from dondoc.api.schemas.meetings_conclusions import LineKindCode, UnderstoodDuty


class StandingQuery(Sent):
    """Ngày muốn xem kết luận thực hiện đến đâu."""

    on: OptionalDay = Field(None, description="ngày đã qua: dựng lại từ sổ cái; không ghi: hôm nay")


class DraftAgain(Sent):
    """Soạn lại từ bản nào của dự thảo."""

    version: Version = Field(description="bản mà người soạn đã thấy")


class NoticeStanding(Shown):
    """Thông báo kết luận của một cuộc họp: phải phát hành đến ngày nào, đã đến đâu."""

    meeting_id: int
    is_owed: bool = Field(description="đã kết thúc, có kết luận mà chưa phát hành")
    due_on: dt.date | None = Field(description="ngày làm việc thứ năm sau khi kết thúc; null: chưa phải tính")
    day: int | None = Field(description="hôm nay, hoặc ngày phát hành, là ngày làm việc thứ mấy sau cuộc họp")
    of: int | None = Field(description="trong bao nhiêu ngày làm việc")
    issued_on: dt.date | None
    is_late: bool
    draft_id: int | None
    draft_state: OutgoingStateCode | None


class NoticeDetail(NoticeStanding):
    """Thông báo kết luận của một cuộc họp, và những thông báo đã phát hành rồi thu hồi trước đó."""

    earlier_document_ids: list[int] = Field(
        description="văn bản đã thu hồi mà thông báo khác thay; nhiệm vụ của chúng vẫn còn"
    )


class DueNoticeItem(NoticeStanding):
    """Một cuộc họp còn nợ thông báo kết luận."""

    title: str
    ended_at: dt.datetime | None


class DueNotices(Shown):
    """Các cuộc họp đã kết thúc mà chưa phát hành thông báo, lâu nhất trước."""

    items: list[DueNoticeItem]


class UnitPart(Shown):
    """Phần của một đơn vị trong một nhiệm vụ."""

    assignment_id: int
    unit: str = Field(description="mã đơn vị")
    unit_name: str
    role: RoleCode
    lifecycle: LifecycleCode
    timeliness: TimelinessCode | None = Field(description="null: đã thu hồi")
    due_on: dt.date | None


class GivenDirective(Shown):
    """Một nhiệm vụ sinh ra từ một dòng kết luận."""

    directive_id: int
    text: str
    deadline_words: str
    due_on: dt.date | None
    units: list[UnitPart]


class LineStandingItem(Shown):
    """Một dòng kết luận và những gì đã giao từ đó; dòng cuối có thể không có lời: những gì được viết lại ở dự thảo."""

    mark: str
    text: str
    depth: int
    kind: LineKindCode
    given: list[GivenDirective]


class ConclusionsStanding(Shown):
    """Kết luận của một cuộc họp đến một ngày thực hiện đến đâu; chỉ những lĩnh vực mà người hỏi theo dõi."""

    meeting_id: int | None = Field(description="cuộc họp có các kết luận này; null: không có cuộc họp trước")
    title: str
    document_id: int | None = Field(description="thông báo đã phát hành; null: chưa phát hành")
    on: dt.date
    total: int = Field(description="số phần việc; phần đã thu hồi không tính")
    counts: dict[TimelinessCode, int] = Field(
        description="số phần việc theo tình trạng; sắp đến hạn (due_soon) là một phần của trong hạn (open_in_time)"
    )
    lines: list[LineStandingItem]


class ComposingQuery(Sent):
    """Cơ quan nào ban hành."""

    unit: Code = Field(description="mã cơ quan ban hành")


class ComposedDocument(Shown):
    """Biên bản hoặc thông báo như sẽ được soạn lúc này; chưa ghi gì."""

    kind: str
    content: dict[str, Any] = Field(description="như content của /outgoing-drafts")
    duties: list[UnderstoodDuty] = Field(description="những nhiệm vụ đọc được; biên bản không giao việc")
