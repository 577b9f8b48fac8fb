"""What the table of who gets what needs of this room: a task that was passed on to the lead unit of the scenario."""

from __future__ import annotations

import datetime as dt
from typing import Any

_WHY = {"reason": "Theo văn bản của Trung ương."}
JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:central_tasks", "POST"): {"content": "Báo cáo giải ngân.", "code": "TW-9"},
    ("api:central_task", "PUT"): {"content": "Báo cáo giải ngân.", "code": "TW-1", "field": "kinh-te"},
    ("api:central_deadline", "POST"): {"due_on": "2021-03-31", **_WHY},
    ("api:central_assign", "POST"): {"leads": ["skhdt"], "due_on": "2021-01-29"},
    ("api:central_link", "POST"): {"directive_id": 1},
    ("api:central_unlink", "POST"): _WHY,
    ("api:central_report", "POST"): {"report_document": "15/BC-UBND"},
    ("api:central_return", "POST"): _WHY,
    ("api:central_withdraw", "POST"): _WHY,
    ("api:central_reopen", "POST"): _WHY,
}


def central_of(now: dt.datetime, province: Any, specialist: Any) -> dict[str, int]:
    """One task of the centre, led by Kế hoạch và Đầu tư."""
    from tests.central.central_world import assign, record

    task = assign(specialist, province, record(specialist, field_id=province.fields["kinh-te"].id, now=now), now=now)
    return {"central": task.id}
