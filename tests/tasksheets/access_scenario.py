"""What the table of who gets what needs of this room: an import that waits, one that was taken in."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:task_import_answers", "POST"): {"answers": []},
    ("api:task_import_commit", "POST"): {"digest": "0"},
    ("api:task_import_withdraw", "POST"): {"reason": "Nhầm tệp."},
}


def scenario(now: dt.datetime, specialist: Any) -> dict[str, int]:
    """Both of the specialist."""
    from tests.tasksheets.workbooks import sheet_of

    from dondoc.tasksheets.commands.commit_task_import import commit_task_import
    from dondoc.tasksheets.commands.open_task_import import open_task_import

    opened, taken = (
        open_task_import(
            actor=specialist, now=now,
            file=("theo dõi.xlsx", sheet_of([1, text, "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Y tế"])),
        )
        for text in ("Việc chờ", "Việc đã nhập")
    )  # fmt: skip
    commit_task_import(actor=specialist, import_id=taken.id, expected_digest=taken.digest, now=now)
    return {"sheet": opened.id, "taken_sheet": taken.id}
