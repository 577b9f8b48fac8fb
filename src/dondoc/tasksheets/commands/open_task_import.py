"""Open an import: a sheet is read, its rows are planned and kept for the person to see. Nothing is given yet."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_confirm_reading
from dondoc.documents.choices import Origin
from dondoc.documents.disk import files_and_rows
from dondoc.documents.storage import admit, contents_of, require_declaration, store_file
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.selectors import fields_of
from dondoc.tasksheets import events
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.models import TaskImport
from dondoc.tasksheets.permissions import require_importer


def open_task_import(
    *,
    actor: User,
    file: tuple[str, bytes | UploadedFile],
    now: dt.datetime,
    sheet: str = "",
    origin: str = Origin.PROVINCE,
    field_id: int | None = None,
    is_declared: bool = True,
    request_id: str = "",
) -> TaskImport:
    """Read a sheet and keep what would be made of it.

    Args:
        actor: who takes it in.
        file: name and content of an .xlsx.
        now: the moment.
        sheet: which of its sheets; "" for the one that looks most like a task sheet.
        origin: whose tasks they are, where the document says nothing else; a code of Origin.
        field_id: the field of rows whose own is not known.
        is_declared: whether the sender declared that it holds no state secret; a program vouches for what it sends.
        request_id: groups what one request did.

    Raises:
        Refused: they may not take in sheets, or not of that field.
        BadInput: the file is not taken, or no table is found in it; an origin or a field that is not there.
        Unavailable: the virus scanner or the store does not answer.
    """
    name, content = file
    if origin not in Origin.values:
        raise BadInput(_("Nguồn giao không hợp lệ; hãy chọn lại."), code="unknown_origin", field="origin")
    require_importer(actor)
    if field_id is not None and not fields_of(actor.jurisdiction_id).filter(id=field_id).exists():
        raise BadInput(_("Lĩnh vực không còn trong danh mục; hãy chọn lại."), code="unknown_field", field="field")
    if not may_confirm_reading(actor, field_id=field_id):
        raise Refused(_("Bạn không có quyền giao nhiệm vụ thuộc lĩnh vực này."), code="refused", field="field")
    require_declaration(is_declared)
    data = contents_of(content, name)
    table = _rows.read_sheet(data, jurisdiction_id=actor.jurisdiction_id, sheet=sheet)
    admitted = admit(data, name)
    rows = _rows.rows_of_table(table)
    planned = _rows.plan(rows, actor=actor, answers={}, today=local_day(now), default_field=field_id)
    with files_and_rows():
        stored = store_file(admitted, name, actor=actor, now=now)
        opened = TaskImport.objects.create(
            jurisdiction_id=actor.jurisdiction_id, file_id=stored.id, sheet=table.sheet.name[:120],
            signature=table.header.signature, table=_rows.table_told(table), counts=_rows.counts_of(planned),
            digest=_rows.plan_digest(planned), origin=origin, field_id=field_id, created_at=now, created_by_id=actor.pk,
        )  # fmt: skip
        _rows.keep_rows(opened, rows, planned)
        append(
            jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[
                NewEvent(
                    events.TASK_IMPORT, opened.id, events.IMPORT_OPENED,
                    {"file": stored.name, "sha256": stored.sha256, "sheet": opened.sheet, "counts": opened.counts}, is_first=True,
                )
            ],
        )  # fmt: skip
    return opened
