"""Report completion: the unit says that it is done, with a note and the evidence. The office decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.cause_rules import CauseGiven, is_late
from dondoc.directives.cause_writing import keep_cause, told
from dondoc.directives.choices import CauseSource
from dondoc.directives.closing_rules import Missing, missing
from dondoc.directives.closing_selectors import needs_of
from dondoc.directives.commands.step import take_step
from dondoc.directives.evidence_files import admitted
from dondoc.directives.models import Assignment, Evidence
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import BadInput


def report_completion(
    *,
    actor: User,
    assignment_id: int,
    note: str,
    now: dt.datetime,
    files: Sequence[tuple[str, bytes | UploadedFile]] = (),
    result_document: str = "",
    cause: CauseGiven | None = None,
    reason: str = "",
    effective_on: dt.date | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> Assignment:
    """Report that an assignment is done.

    Args:
        actor: one of the unit's people.
        assignment_id: the assignment.
        note: the result in a few sentences; what else is needed the office's table says (`closing_rules`).
        now: the moment of recording.
        files: evidence as (name, content), at most ten.
        result_document: number and date of the answering document ("15/BC-SKHĐT ngày 10/01/2021").
            Where the office has said nothing a lead unit gives a file or this; a coordinating unit's note is enough.
        cause: why it is late, where it is; the office confirms it or puts it right when it accepts.
        reason: only needed to back-date.
        effective_on: the day of the report; another than today needs a named right and a reason.
        is_declared: whether the sender declared that the files hold no state secret. A screen asks; who sends by a
            program vouches for what it sends.
        request_id: groups what one request did.

    Returns:
        The assignment, waiting for the office's decision.

    Raises:
        NotFound: no such assignment for this person.
        Refused: not of this unit.
        Conflict: the assignment is in no state for it.
        BadInput: it lacks what completion needs, a file is refused (its sentence says why), or a cause is given of
            what is not late, or lacks something.
    """
    found = admitted(files, is_declared=is_declared)
    kept: list[tuple[str, str]] = []
    payload: dict[str, Any] = {"note": note.strip(), "result_document": result_document.strip(), "files": kept}

    def apply(assignment: Assignment, day: dt.date) -> None:
        lacks = missing(
            needs_of(assignment), note=bool(note.strip()), files=bool(files), document=bool(result_document.strip())
        )
        if lacks is not None:
            raise _lacking(lacks)
        assignment.reported_on = assignment.updated_on = day
        for file in found:
            stored = store_file(file, file.name, actor=actor, now=now)
            Evidence.objects.create(
                jurisdiction_id=assignment.jurisdiction_id,
                assignment_id=assignment.id,
                file_id=stored.id,
                added_at=now,
                added_by_id=actor.pk,
            )
            kept.append((stored.name, stored.sha256))
        if cause is not None:
            if not is_late(assignment.due_on, day):
                raise BadInput(
                    _("Báo cáo này không trễ hạn nên không nêu nguyên nhân chậm."), code="not_late", field="kinds"
                )
            said = keep_cause(assignment, cause, source=CauseSource.UNIT, completed_on=day, actor=actor, now=now)
            payload["cause"] = told(said)

    with files_and_rows():
        return take_step(
            verb="report_completion",
            actor=actor,
            assignment_id=assignment_id,
            now=now,
            effective_on=effective_on,
            reason=reason,
            request_id=request_id,
            payload=payload,
            apply=apply,
        )


def _lacking(what: Missing) -> BadInput:
    match what:
        case Missing.NOTE:
            said, field = _("Hãy ghi kết quả thực hiện."), "note"
        case Missing.EVIDENCE:
            said = _("Đơn vị chủ trì cần gửi kèm tệp minh chứng hoặc ghi số, ngày văn bản báo cáo kết quả.")
            field = "files"
        case Missing.FILE:
            said, field = _("Loại nhiệm vụ này cần gửi kèm tệp minh chứng."), "files"
        case Missing.DOCUMENT:
            said, field = _("Loại nhiệm vụ này cần ghi số, ngày văn bản báo cáo kết quả."), "result_document"
    return BadInput(said, code=str(what), field=field)
