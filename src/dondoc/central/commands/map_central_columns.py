"""Say what the columns of a file of the centre's system are; remembered for the next one with the same header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central.commands import _files
from dondoc.central.models import CentralImport, CentralMapping
from dondoc.central.sheet import COLUMNS
from dondoc.documents.disk import open_content
from dondoc.foundation.errors import BadInput, NotFound

_KNOWN = frozenset(column.code for column in COLUMNS)


def map_central_columns(
    *,
    actor: User,
    import_id: int,
    mapping: Mapping[str, int],
    now: dt.datetime,
    request_id: str = "",  # noqa: ARG001 - what a file's columns are is no fact of a task
) -> CentralImport:
    """Read the file anew by these columns.

    Args:
        actor: who opened it.
        import_id: the file.
        mapping: which column, from 0, holds what (`sheet.FIELDS`); what is not named the file does not tell.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such file of this person.
        Refused: not of the office.
        Conflict: it was taken in or put away.
        BadInput: no column for the content, one column for two things, a column that is not there.
    """
    unknown = sorted(set(mapping) - _KNOWN)
    if unknown:
        raise BadInput(
            _("Không có loại cột “%(name)s”.") % {"name": unknown[0][:40]}, code="unknown_column", field="mapping"
        )
    with transaction.atomic():
        source = _files.lock_file(actor, import_id, "map")
        table = _files.read_file(_content(source), sheet=source.sheet, mapping=mapping)
        source.mapping = _files.mapping_of(table)
        source.signature, source.header = table.header.signature, list(table.header.headings)
        source.row_count = _files.write_rows(source, table)
        source.save()
        kept = CentralMapping.objects.select_for_update().filter(
            jurisdiction_id=actor.jurisdiction_id, signature=source.signature
        )
        said = kept.first() or CentralMapping(jurisdiction_id=actor.jurisdiction_id, signature=source.signature)
        said.mapping, said.said_at, said.said_by_id = source.mapping, now, actor.pk
        said.save()
    return source


def _content(source: CentralImport) -> bytes:
    try:
        with open_content(source.file.sha256) as stream:
            return bytes(stream.read())
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ; hãy tải tệp lên lần nữa."), code="file_gone") from None
