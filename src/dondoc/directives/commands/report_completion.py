"""Report completion: the unit says that it is done, with a note and the evidence. The office decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.choices import AssignmentRole
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
    reason: str = "",
    effective_on: dt.date | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> Assignment:
    """Report that an assignment is done.

    Args:
        actor: one of the unit's people.
        assignment_id: the assignment.
        note: the result in a few sentences; always needed.
        now: the moment of recording.
        files: evidence as (name, content), at most ten.
        result_document: number and date of the answering document ("15/BC-SKHĐT ngày 10/01/2021").
            A lead unit gives a file or this; a coordinating unit's note is enough.
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
        BadInput: no note, no evidence, or a file that is refused (its sentence says why).
    """
    if not note.strip():
        raise BadInput(_("Hãy ghi kết quả thực hiện."), code="note_required", field="note")
    found = admitted(files, is_declared=is_declared)
    kept: list[tuple[str, str]] = []
    payload = {"note": note.strip(), "result_document": result_document.strip(), "files": kept}

    def apply(assignment: Assignment, day: dt.date) -> None:
        if assignment.role == AssignmentRole.LEAD and not files and not result_document.strip():
            raise BadInput(
                _("Đơn vị chủ trì cần gửi kèm tệp minh chứng hoặc ghi số, ngày văn bản báo cáo kết quả."),
                code="evidence_required",
                field="files",
            )
        assignment.reported_on = day
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
