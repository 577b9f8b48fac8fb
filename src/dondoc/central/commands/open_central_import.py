"""Take a file of the centre's system for a look: it is kept and read, nothing of what we follow changes."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central.choices import ImportState
from dondoc.central.commands import _files, _steps
from dondoc.central.models import CentralImport, CentralMapping
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import admit, require_declaration, store_file
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput


def open_central_import(
    *,
    actor: User,
    content: bytes | UploadedFile,
    name: str,
    now: dt.datetime,
    as_of: dt.date | None = None,
    sheet: str = "",
    is_declared: bool = True,
    request_id: str = "",  # noqa: ARG001 - nothing is recorded yet
) -> CentralImport:
    """Read the file and keep it with its rows, in place of one that the actor still looked at.

    Its columns are those that a person said of a file with this header before, else those that their headings say.

    Args:
        actor: of the office.
        content: the file, an .xlsx.
        name: what the person called it.
        now: the moment.
        as_of: the day that it tells of; today where not given.
        sheet: which sheet; the one that looks most like such a list where not given.
        is_declared: whether the sender declared that it holds no state secret.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: not of the office.
        BadInput: a file that is not taken (the code says what is wrong with it: `tasksheets.reading.SheetError`), a day to come.
    """
    _steps.require_keeper(actor)
    require_declaration(is_declared)
    today = local_day(now)
    day = as_of or today
    _steps.not_to_come(day, today, field="as_of")
    given = admit(content, name)
    remembered = {
        one.signature: one.mapping for one in CentralMapping.objects.filter(jurisdiction_id=actor.jurisdiction_id)
    }
    table = _files.read_file(given.content, sheet=sheet, remembered=remembered)
    if not table.tasks():
        raise BadInput(_("Bảng trong tệp không có dòng nào."), code="no_rows", field="file")
    with files_and_rows():
        left = CentralImport.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, opened_by_id=actor.pk, state=ImportState.OPEN
        )
        left.update(state=ImportState.DISCARDED, closed_at=now, closed_by_id=actor.pk)
        stored = store_file(given, given.name, actor=actor, now=now)
        source = CentralImport.objects.create(
            jurisdiction_id=actor.jurisdiction_id, file_id=stored.id, sheet=table.sheet.name[:80], as_of=day,
            header=list(table.header.headings), signature=table.header.signature, mapping=_files.mapping_of(table),
            row_count=len(table.tasks()), opened_at=now, opened_by_id=actor.pk,
        )  # fmt: skip
        _files.write_rows(source, table)
    return source
