"""What the table of who gets what needs of this room: a task passed on to the lead unit, a file taken in, one looked at."""

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
    ("api:central_columns", "PUT"): {"mapping": {"content": 4, "code": 1, "due_on": 5}},
}
FORMS: dict[str, dict[str, Any]] = {
    "web:central_columns": {"content": "4", "code": "1", "due_on": "5"},
    "web:central_step": {"report_document": "15/BC-UBND"},
}


def central_of(now: dt.datetime, province: Any, specialist: Any, clerk: Any) -> dict[str, int]:
    """One task of the centre, led by Kế hoạch và Đầu tư; a file that the clerk took in, and one that they look at."""
    from tests.central.central_world import assign, record
    from tests.central.files import line, workbook

    from dondoc.central.commands.commit_central_import import commit_central_import
    from dondoc.central.commands.open_central_import import open_central_import

    task = assign(specialist, province, record(specialist, field_id=province.fields["kinh-te"].id, now=now), now=now)
    files = []
    for _each in range(2):
        source = open_central_import(actor=clerk, content=workbook([line("TW-3")]), name="tw.xlsx", now=now)
        files.append(source.id)
        if len(files) == 1:
            commit_central_import(actor=clerk, import_id=source.id, now=now)
    return {"central": task.id, "central_taken": files[0], "central_open": files[1]}
