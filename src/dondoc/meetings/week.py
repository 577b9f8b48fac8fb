"""The weekly schedule (lịch công tác tuần): its rows, and its printed form. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.drafting.content import Agency, blank
from dondoc.foundation.clock import LOCAL

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_NOON = 12
COLUMNS = ("Ngày", "Giờ", "Nội dung", "Chủ trì", "Địa điểm", "Thành phần", "Chuẩn bị")


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A meeting in the schedule.

    Attributes:
        starts_at: aware.
        ends_at: aware.
        title: what it is.
        chair: post and name.
        place: room or place.
        people: its categories.
        prepared_by: who presents or holds it.
        is_tentative: whether nobody is called to it yet.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    chair: str
    place: str
    people: str
    prepared_by: str
    is_tentative: bool = False


def spoken(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """When a meeting is, in one line: “Thứ Sáu, 29/01/2021, 08:00 – 11:30”; a day that it goes on to is named."""
    begins, ends = starts_at.astimezone(LOCAL), ends_at.astimezone(LOCAL)
    last = (
        f"{ends:%H:%M}"
        if begins.date() == ends.date()
        else f"{WEEKDAYS[ends.weekday()]}, {ends:%d/%m/%Y}, {ends:%H:%M}"
    )
    return f"{WEEKDAYS[begins.weekday()]}, {begins:%d/%m/%Y}, {begins:%H:%M} – {last}"


def monday_of(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


def rows_of(week: Sequence[Scheduled]) -> list[tuple[str, ...]]:
    """The rows of the printed table; a day and its half are named where they begin."""
    found: list[tuple[str, ...]] = []
    before: tuple[dt.date, bool] | None = None
    for one in sorted(week, key=lambda each: each.starts_at):
        begins = one.starts_at.astimezone(LOCAL)
        half = (begins.date(), begins.hour >= _NOON)
        part = "Chiều" if half[1] else "Sáng"
        day = f"{WEEKDAYS[begins.weekday()]} {begins:%d/%m} – {part}" if half != before else "″"
        before = half
        title = f"{one.title} (dự kiến)" if one.is_tentative else one.title
        found.append(
            (
                day,
                _hours(begins, one.ends_at.astimezone(LOCAL)),
                title,
                one.chair,
                one.place,
                one.people,
                one.prepared_by,
            )
        )
    return found


def _hours(begins: dt.datetime, ends: dt.datetime) -> str:
    """From when until when: “08:00 – 11:30”, “08:00 – 16:30 ngày 23/01”."""
    return f"{begins:%H:%M} – {ends:%H:%M}" + ("" if begins.date() == ends.date() else f" ngày {ends:%d/%m}")


def schedule_content(agency: Agency, monday: dt.date, week: Sequence[Scheduled]) -> dict[str, Any]:
    """The content of a document of kind “Chương trình” that holds the week as its table."""
    sunday = monday + dt.timedelta(days=6)
    found = blank("Chương trình", agency)
    number = monday.isocalendar().week
    found["subject"] = f"Công tác tuần {number:02d} (từ ngày {monday:%d/%m} đến ngày {sunday:%d/%m/%Y})"
    said = f"{agency.name} thông báo lịch công tác tuần của Lãnh đạo như phụ lục kèm theo." if week else (
        f"{agency.name} thông báo: tuần này không có cuộc họp nào được lên lịch."
    )  # fmt: skip
    found["body"] = [{"label": "", "kind": "paragraph", "text": said}]
    rows = rows_of(week)
    if rows:
        table = {"columns": list(COLUMNS), "rows": [[cell or "–" for cell in row] for row in rows]}
        found["annexes"] = [{"title": f"Lịch công tác tuần {number:02d}", "body": [], "table": table}]
    found["recipients"] = ["- Lãnh đạo UBND tỉnh;", "- Các cơ quan có tên trong lịch;", *found["recipients"][-1:]]
    return found
