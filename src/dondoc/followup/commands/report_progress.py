"""Report progress: the unit says how far it is. Nothing closes by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.step import effective_day, lock_assignment, write_change
from dondoc.directives.evidence_files import admitted
from dondoc.directives.states import state_of
from dondoc.documents.disk import files_and_rows
from dondoc.documents.permissions import visible_documents
from dondoc.documents.storage import Admitted, store_file
from dondoc.followup.progress_models import ProgressFile, ProgressReport
from dondoc.followup.progress_rules import ProgressFault, fault
from dondoc.followup.progress_selectors import stages_of
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused

LONGEST_TEXT = 4000
LONGEST_REASON = 2000
LONGEST_NUMBERS = 200


def report_progress(
    *,
    actor: User,
    assignment_id: int,
    text: str,
    now: dt.datetime,
    percent: int | None = None,
    stage: str = "",
    files: Sequence[tuple[str, bytes | UploadedFile]] = (),
    result_document: str = "",
    document_id: int | None = None,
    fell_because: str = "",
    reason: str = "",
    effective_on: dt.date | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> ProgressReport:
    """Say how far an open assignment is.

    Args:
        actor: one of the unit's people.
        assignment_id: the assignment.
        text: what was done; always needed.
        now: the moment of recording.
        percent: 0 to 100, or None. A hundred is not completion.
        stage: code of a stage of the office's list, or empty.
        files: as (name, content), at most ten.
        result_document: numbers and days of answering documents.
        document_id: an answering document of the register that the actor sees.
        fell_because: why the percentage is lower than before; needed where it is.
        reason: only needed to back-date.
        effective_on: the day it speaks of; another than today needs a named right and a reason.
        is_declared: whether the sender declared that the files hold no state secret; a program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment or document for this person.
        Refused: not of this unit.
        Conflict: the assignment is closed.
        BadInput: no text, a percentage or stage that is not there, a fall without a reason, a file that is refused.
    """
    _require_texts(text=text, result_document=result_document, fell_because=fell_because)
    found_files = admitted(files, is_declared=is_declared)
    with files_and_rows():
        assignment = lock_assignment(actor, assignment_id)
        if not people.may_report_for(actor, assignment.unit_id):
            raise Refused(_("Chỉ đơn vị được giao mới báo cáo tiến độ của nhiệm vụ này."), code="refused")
        if assignment.lifecycle not in OPEN_LIFECYCLES:
            raise Conflict(
                _("Nhiệm vụ đã kết thúc (%(state)s) nên không báo cáo tiến độ được nữa.")
                % {"state": assignment.get_lifecycle_display()},
                code="wrong_state",
                lifecycle=assignment.lifecycle,
            )
        codes = {one.code for one in stages_of(assignment.jurisdiction_id) if one.is_active}
        wrong = fault(
            percent=percent, stage=stage, text=text, before=assignment.percent, fell_because=fell_because, stages=codes
        )
        if wrong is not None:
            raise _refusal(wrong, assignment.percent)
        if document_id is not None and not visible_documents(actor).filter(id=document_id).exists():
            raise NotFound(_("Không tìm thấy văn bản đã chọn; hãy chọn lại."), field="document_id")
        day = effective_day(actor=actor, assignment=assignment, effective_on=effective_on, reason=reason, now=now)
        before = state_of(assignment)
        report = ProgressReport.objects.create(
            jurisdiction_id=assignment.jurisdiction_id, assignment_id=assignment.id, on=day, percent=percent, stage=stage,
            text=text.strip(), result_document=result_document.strip(), document_id=document_id,
            fell_because=fell_because.strip(), reported_at=now, reported_by_id=actor.pk,
        )  # fmt: skip
        kept = [_keep(report, file, actor=actor, now=now) for file in found_files]
        assignment.updated_on, assignment.changed_at = day, now
        # What a report does not speak of stays as the one before said it.
        assignment.percent = assignment.percent if percent is None else percent
        assignment.stage = stage or assignment.stage
        write_change(
            assignment, before, actor=actor, code=events.PROGRESS_REPORTED,
            payload={
                "report_id": report.id, "text": report.text, "files": kept, "result_document": report.result_document,
                "document_id": document_id, "fell_because": report.fell_because, "said": {"percent": percent, "stage": stage},
            },
            day=day, reason=reason, now=now, request_id=request_id,
        )  # fmt: skip
    return report


def _require_texts(*, text: str, result_document: str, fell_because: str) -> None:
    """Do nothing where the texts can be kept.

    Raises:
        BadInput: one is too long, or has letters that no text has.
    """
    for field, words, most in (
        ("text", text, LONGEST_TEXT), ("result_document", result_document, LONGEST_NUMBERS),
        ("fell_because", fell_because, LONGEST_REASON),
    ):  # fmt: skip
        if len(words) > most:
            raise BadInput(_("Nội dung dài quá %(most)s ký tự.") % {"most": most}, code="too_long", field=field)
        if "\0" in words:
            raise BadInput(_("Nội dung có ký tự không hợp lệ."), code="bad_text", field=field)


def _keep(report: ProgressReport, file: Admitted, *, actor: User, now: dt.datetime) -> list[str]:
    """Keep a file of a report; return its name and digest for the ledger."""
    stored = store_file(file, file.name, actor=actor, now=now)
    ProgressFile.objects.create(
        jurisdiction_id=report.jurisdiction_id, report_id=report.id, file_id=stored.id, added_at=now
    )
    return [stored.name, stored.sha256]


def _refusal(wrong: ProgressFault, before: int | None) -> BadInput:
    match wrong:
        case ProgressFault.TEXT_REQUIRED:
            said, field = _("Hãy ghi việc đã làm được."), "text"
        case ProgressFault.PERCENT:
            said, field = _("Tiến độ là số từ 0 đến 100 %."), "percent"
        case ProgressFault.STAGE:
            said, field = _("Giai đoạn này không còn trong danh mục; hãy chọn lại."), "stage"
        case ProgressFault.FELL:
            said = _("Tiến độ thấp hơn lần trước (%(before)s %%); hãy nêu lý do.") % {"before": before}
            field = "fell_because"
    return BadInput(said, code=str(wrong), field=field)
