"""What the table of who gets what needs of this room: a series, a directive that may come again, an event recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

_STORM = {"days": [{"date": "2021-01-21", "kind": "holiday", "name": "Nghỉ tránh bão"}], "source": "12/QĐ-TTg"}
JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:preview_decision", "POST"): _STORM,
    ("api:enter_decision", "POST"): {**_STORM, "digest": "0"},
    ("api:deadline_recount", "POST"): {"digest": "0"},
    ("api:preview_event", "POST"): {"occurred_on": "2021-01-18"},
    ("api:correct_event", "POST"): {"occurred_on": "2021-01-18", "reason": "Ghi nhầm"},
    ("api:directive_series", "POST"): {"rrule": "FREQ=MONTHLY;BYMONTHDAY=25"},
    ("api:series", "PATCH"): {"off_day": "before"},
    ("api:stop_series", "POST"): {"reason": "Hết việc"},
    ("api:skip_occurrence", "POST"): {"reason": "Đã gộp"},
}


def scenario(now: dt.datetime, province: Any, office_leader: Any) -> dict[str, int]:
    """One of each, of the field "kinh-te", led by Sở Kế hoạch và Đầu tư."""
    from tests.directives import story

    from dondoc.directives.commands.record_event import record_event
    from dondoc.schedules.commands.start_series import start_series

    recurring = {"due_on": None, "deadline_kind": "recurring", "deadline_words": "trước ngày 25 hằng tháng"}
    mother, other = (story.give(office_leader, province, now=now, **recurring) for _each in range(2))
    series = start_series(actor=office_leader, directive_id=mother.id, rrule="FREQ=MONTHLY;BYMONTHDAY=25", now=now)
    awaiting = story.give(
        office_leader, province, due_on=None, deadline_kind="event", event_name="Hội nghị tổng kết", now=now
    )
    happened = record_event(
        actor=office_leader, event_id=awaiting.event_id or 0, occurred_on=dt.date(2021, 1, 15), now=now
    )
    return {"comes_again": series.id, "recurring": other.id, "happened": happened.id}
