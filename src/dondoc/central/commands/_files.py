"""A file of the centre's system read and kept: what opening one and correcting its columns share."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central.commands._steps import require_keeper
from dondoc.central.models import CentralImport, CentralImportRow
from dondoc.central.rules import FileVerb, file_step
from dondoc.central.sheet import COLUMNS, central_rows
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.foundation.writing import insert
from dondoc.organizations.changes import reserve_ids
from dondoc.tasksheets.reading import SheetError, SheetTable, read_table
from dondoc.tasksheets.words import refusal


def read_file(
    data: bytes,
    *,
    sheet: str = "",
    mapping: Mapping[str, int] | None = None,
    remembered: Mapping[str, Mapping[str, int]] | None = None,
) -> SheetTable:
    """Return the table of a file.

    Raises:
        BadInput: it is none; the sentence says what is wrong and what to do.
    """
    try:
        return read_table(data, words=COLUMNS, sheet=sheet, mapping=mapping, remembered=remembered)
    except SheetError as error:
        raise refusal(error) from error


def write_rows(source: CentralImport, table: SheetTable) -> int:
    """Keep what the rows say by the table's columns, in place of what was kept; return how many."""
    here = CentralImportRow.objects.filter(jurisdiction_id=source.jurisdiction_id, import_id=source.id)
    here.delete()
    rows = central_rows(table)
    kept = [
        CentralImportRow(
            jurisdiction_id=source.jurisdiction_id, id=row_id, import_id=source.id, number=row.number,
            values=dict(row.values), problems=list(row.problems), key=row.key,
        )
        for row, row_id in zip(rows, reserve_ids(len(rows)), strict=True)
    ]  # fmt: skip
    for first in range(0, len(kept), 1000):
        insert(kept[first : first + 1000])
    return len(rows)


def mapping_of(table: SheetTable) -> dict[str, int]:
    """Return the table's columns by what they are."""
    return {column.code: column.place for column in table.header.columns}


def lock_file(actor: User, import_id: int, verb: FileVerb) -> CentralImport:
    """Lock and return a file of the actor's, for a step of `rules.FILE_STEPS` that it is at.

    Raises:
        NotFound: there is none, or it is another's.
        Refused: the actor is not of the office.
        Conflict: it was taken in or put away.
    """
    require_keeper(actor)
    found = (
        CentralImport.objects.select_for_update()
        .filter(jurisdiction_id=actor.jurisdiction_id, id=import_id, opened_by_id=actor.pk)
        .first()
    )
    if found is None:
        raise NotFound
    if file_step(found.state, verb) is None:
        raise Conflict(
            _("Tệp này %(state)s; hãy tải tệp lên lần nữa nếu cần.") % {"state": found.get_state_display().lower()},
            code="closed",
        )  # fmt: skip
    return found
