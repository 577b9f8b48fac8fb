"""What the example's units said of how far they are, as `data/progress.csv` has it."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.demo.tables import Row, table
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.progress_models import ProgressReport


def told_progress() -> dict[tuple[str, str, str], list[Row]]:
    """Return the reports of each part, in the order of the file: by notice, number of the directive and unit."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in table("progress"):
        found.setdefault((row["notice"], row["directive_no"], row["unit"]), []).append(row)
    return found


def report(row: Row, *, actor: User, assignment_id: int, now: dt.datetime) -> ProgressReport:
    """Report what a row says.

    Args:
        row: of the file.
        actor: one of the unit's people.
        assignment_id: the unit's part.
        now: the moment.
    """
    answer = row["result_document"]
    content = "\n\n".join(filter(None, (answer, row["text"]))) + "\n"
    return report_progress(
        actor=actor, assignment_id=assignment_id, text=row["text"], percent=int(row["percent"]) if row["percent"] else None,
        stage=row["stage"], files=[(row["file"], content.encode())] if row["file"] else [], result_document=answer,
        fell_because=row["fell_because"], now=now,
    )  # fmt: skip
