"""Report what became of a part, to who divided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.evidence_files import admitted
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import store_file
from dondoc.followup.commands._parts import take_part_step
from dondoc.followup.part_models import Part, PartFile
from dondoc.foundation.typed import text_of

LONGEST_DOCUMENT = 200


def report_part(
    *,
    actor: User,
    part_id: int,
    note: str,
    now: dt.datetime,
    result_document: str = "",
    files: Sequence[tuple[str, bytes | UploadedFile]] = (),
    is_declared: bool = True,
    request_id: str = "",
) -> Part:
    """Report that a part is done.

    Args:
        actor: who has it.
        part_id: the part.
        note: the result; a report of the whole may begin with it.
        now: the moment.
        result_document: number and day of a document that says so.
        files: as (name, content), at most ten.
        is_declared: whether the sender declared that the files hold no state secret; a program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        NotFound: no such part for this person.
        Refused: they do not have it.
        Conflict: it is in no state for it, or what it is a part of is closed.
        BadInput: no result, or too long; a file that is refused (its sentence says why).
    """
    words = text_of(note, field="note", missing=_("Hãy ghi kết quả thực hiện."))
    document = text_of(result_document, field="result_document", most=LONGEST_DOCUMENT)

    found = admitted(files, is_declared=is_declared)
    kept: list[tuple[str, str]] = []

    def apply(part: Part, day: dt.date) -> None:
        part.reported_on, part.reported_by_id = day, actor.pk
        part.result, part.result_document, part.remark = words, document, ""
        for file in found:
            stored = store_file(file, file.name, actor=actor, now=now)
            PartFile.objects.create(
                jurisdiction_id=part.jurisdiction_id, part_id=part.id, file_id=stored.id, added_on=day, added_at=now,
                added_by_id=actor.pk,
            )  # fmt: skip
            kept.append((stored.name, stored.sha256))

    with files_and_rows():
        return take_part_step(
            verb="report_part", actor=actor, part_id=part_id, now=now, request_id=request_id, apply=apply,
            payload={"files": kept},
        )  # fmt: skip
