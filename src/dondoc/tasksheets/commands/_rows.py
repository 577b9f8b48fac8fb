"""What the commands of an import share: its row locked, its rows planned anew and kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.tasksheets.answers import Answers
from dondoc.tasksheets.cells import kept, value_of
from dondoc.tasksheets.choices import RowState
from dondoc.tasksheets.context import context_for, imported_before
from dondoc.tasksheets.models import SheetMapping, TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import imports_seen
from dondoc.tasksheets.planning import plan_rows, skip_known
from dondoc.tasksheets.reading import SheetError, SheetTable, read_document, read_table
from dondoc.tasksheets.rules import ImportVerb, import_step
from dondoc.tasksheets.sheet_rows import Planned, SheetRow
from dondoc.tasksheets.words import refusal

_CHUNK = 2_000


def read_sheet(
    data: bytes,
    *,
    jurisdiction_id: int,
    sheet: str = "",
    mapping: Mapping[str, int] | None = None,
    header_row: int | None = None,
) -> SheetTable:
    """Read the table of a file, with what people said of such headers before.

    Raises:
        BadInput: the file is not taken; the sentence says why and what to do.
    """
    remembered = {}
    if mapping is None:
        said = SheetMapping.objects.filter(jurisdiction_id=jurisdiction_id).values_list("signature", "mapping")
        remembered = dict(said)
    try:
        return read_table(data, sheet=sheet, mapping=mapping, header_row=header_row, remembered=remembered)
    except SheetError as error:
        raise refusal(error) from error


def table_told(table: SheetTable) -> dict[str, Any]:
    """Return what is kept of a table beside its rows: sheets, headings, columns with their reasons, notes."""
    return {
        "sheets": [{"name": info.name, "is_hidden": info.is_hidden} for info in table.sheets],
        "header_row": table.header.row,
        "depth": table.header.depth,
        "headings": list(table.header.headings),
        "columns": [
            {"code": c.code, "place": c.place, "heading": c.heading, "because": c.because, "word": c.word}
            for c in table.header.columns
        ],
        "notes": [{"code": note.code, "facts": dict(note.facts)} for note in table.notes],
    }


def rows_of_table(table: SheetTable) -> list[SheetRow]:
    """Return the rows of a table that are tasks, as planning takes them."""
    return [
        SheetRow(
            row.row,
            {code: row.texts[code] if isinstance(value, str) else value for code, value in row.values.items()},
            row.section,
            row.is_hidden,
        )
        for row in table.tasks()
    ]


def rows_of_import(task_import: TaskImport) -> list[SheetRow]:
    """Return the rows of an import, as planning takes them."""
    found = TaskImportRow.objects.filter(
        jurisdiction_id=task_import.jurisdiction_id, task_import_id=task_import.id
    ).order_by("row")  # fmt: skip
    return [
        SheetRow(row, {code: value_of(cell) for code, cell in cells.items()}, tuple(section), is_hidden)
        for row, cells, section, is_hidden in found.values_list("row", "cells", "section", "is_hidden")
    ]


def plan(
    rows: Sequence[SheetRow], *, actor: User, answers: Mapping[str, Any], today: dt.date, default_field: int | None
) -> list[Planned]:
    """Return what becomes of the rows, compared with what is in the system now."""
    codes = {_named_document(row) for row in rows}
    context = context_for(actor, today=today, codes=codes)
    planned = plan_rows(rows, Answers(answers), context, default_field=default_field)
    skip_known(planned, imported_before(actor.jurisdiction_id, [found.digest for found in planned if found.digest]))
    return planned


def _named_document(row: SheetRow) -> str:
    """Return number and symbol of the document that a row names."""
    return read_document(str(row.cells.get("document_number") or row.cells.get("symbol_and_date") or ""))[0]


def plan_digest(planned: Iterable[Planned]) -> str:
    """Return what is the same of a plan that was shown and one that is committed."""
    parts = hashlib.sha256()
    for found in planned:
        parts.update(f"{found.row}|{found.state}|{sorted(found.plan.items())!r}\n".encode())
    return parts.hexdigest()


def counts_of(planned: Iterable[Planned]) -> dict[str, int]:
    """Return how many rows are in each state."""
    found = Counter(str(one.state) for one in planned)
    return {str(state): found.get(str(state), 0) for state in RowState.values}


def keep_rows(task_import: TaskImport, rows: Sequence[SheetRow], planned: Sequence[Planned]) -> None:
    """Keep the rows of an import in place of those it had."""
    here = task_import.jurisdiction_id
    TaskImportRow.objects.filter(jurisdiction_id=here, task_import_id=task_import.id).delete()
    for start in range(0, len(rows), _CHUNK):
        TaskImportRow.objects.bulk_create(
            TaskImportRow(
                jurisdiction_id=here, task_import_id=task_import.id, row=row.row, state=found.state,
                cells={code: kept(value) for code, value in row.cells.items()}, section=list(row.section),
                is_hidden=row.is_hidden, plan=found.plan, problems=found.problems, digest=found.digest,
            )
            for row, found in zip(rows[start : start + _CHUNK], planned[start : start + _CHUNK], strict=True)
        )  # fmt: skip


def lock_import(actor: User, import_id: int) -> TaskImport:
    """Lock and return an import that `actor` may know of.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = imports_seen(actor).select_for_update().filter(id=import_id).first()
    if found is None:
        raise NotFound(_("Không có lần nhập này."))
    return found


def require_step(task_import: TaskImport, verb: ImportVerb) -> None:
    """Do nothing where the step of `rules.IMPORT_STEPS` is one of an import that stands so.

    Raises:
        Conflict: it was committed, withdrawn or discarded.
    """
    if import_step(task_import.state, verb) is None:
        raise Conflict(
            _("Lần nhập này đã xong (%(state)s) nên không thay đổi được nữa.")
            % {"state": task_import.get_state_display()},
            code="import_closed",
        )
