"""Answer an import: which column is which, what a name means, which day is meant. All rows are planned anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.disk import open_content
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Unit
from dondoc.tasksheets import events
from dondoc.tasksheets.answers import Answer, merged
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.models import SheetMapping, SheetName, TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import require_importer

_MOST_NAME = 300


def answer_task_import(
    *,
    actor: User,
    import_id: int,
    now: dt.datetime,
    answers: Sequence[Answer] = (),
    sheet: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[str, int] | None = None,
    request_id: str = "",
) -> TaskImport:
    """Take answers, and plan the rows anew by them.

    A mapping is remembered for sheets with the same header, what a name means for every sheet to come.

    Args:
        actor: who answers.
        import_id: of which import.
        now: the moment.
        answers: to questions of the rows; see `answers.ALLOWED`.
        sheet: another sheet of the file.
        header_row: where its header is, from 0.
        mapping: column → place in the sheet, -1 for a column that it does not have.
        request_id: groups what one request did.

    Raises:
        Refused: they may not take in sheets.
        NotFound: no such import for this person.
        Conflict: it is closed.
        BadInput: an answer that its question does not take, a unit that is not there, a mapping that cannot be.
    """
    require_importer(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        found = _rows.lock_import(actor, import_id)
        _rows.require_step(found, "answer")
        found.answers = merged(found.answers, list(answers))
        _require_units(here, answers)
        if sheet is not None or header_row is not None or mapping is not None:
            rows = _read_again(found, sheet=sheet, header_row=header_row, mapping=mapping, actor=actor, now=now)
        else:
            rows = _rows.rows_of_import(found)
        _remember_names(found, answers, actor=actor, now=now)
        planned = _rows.plan(
            rows, actor=actor, answers=found.answers, today=local_day(now), default_field=found.field_id
        )
        found.counts = _rows.counts_of(planned)
        found.digest = _rows.plan_digest(planned)
        _rows.keep_rows(found, rows, planned)
        TaskImport.objects.filter(jurisdiction_id=here, id=found.id).update(
            sheet=found.sheet, signature=found.signature, header_row=found.header_row, mapping=found.mapping, table=found.table,
            answers=found.answers, counts=found.counts, digest=found.digest,
        )  # fmt: skip
        told: dict[str, Any] = {
            "answers": [
                {"code": a.code, "key": a.key, "row": a.row, "value": dict(a.value) if a.value else None} for a in answers
            ],
            "mapping": found.mapping, "sheet": found.sheet, "counts": found.counts,
        }  # fmt: skip
        append(
            jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id,
            events=[NewEvent(events.TASK_IMPORT, found.id, events.IMPORT_ANSWERED, told)],
        )  # fmt: skip
    return found


def _require_units(jurisdiction_id: int, answers: Sequence[Answer]) -> None:
    wanted = {unit for answer in answers if answer.value for unit in answer.value.get("unit_ids", ())}
    known = set(Unit.objects.filter(jurisdiction_id=jurisdiction_id, id__in=wanted).values_list("id", flat=True))
    if wanted - known:
        raise BadInput(
            _("Có đơn vị không còn trong danh mục; hãy chọn lại đơn vị."), code="unknown_unit", field="unit_ids"
        )


def _read_again(
    found: TaskImport,
    *,
    sheet: str | None,
    header_row: int | None,
    mapping: Mapping[str, int] | None,
    actor: User,
    now: dt.datetime,
) -> list[Any]:
    """Read the kept file anew, with another sheet, header or mapping."""
    try:
        with open_content(found.file.sha256) as content:
            data = content.read()
    except FileNotFoundError:
        raise NotFound(_("Tệp không còn trong kho lưu trữ; hãy tải tệp lên lại."), code="file_gone") from None
    other_sheet = sheet is not None and sheet != found.sheet
    if mapping is None and not other_sheet and header_row is None:
        mapping = found.mapping
    if header_row is None and not other_sheet:
        header_row = found.header_row
    table = _rows.read_sheet(
        data, jurisdiction_id=found.jurisdiction_id, sheet=sheet or found.sheet, header_row=header_row, mapping=mapping
    )
    found.sheet, found.signature = table.sheet.name[:120], table.header.signature
    found.header_row, found.mapping = header_row, dict(mapping) if mapping is not None else None
    found.table = _rows.table_told(table)
    if mapping is not None:
        SheetMapping.objects.update_or_create(
            jurisdiction_id=found.jurisdiction_id, signature=found.signature,
            defaults={"mapping": dict(mapping), "changed_at": now, "changed_by_id": actor.pk},
        )  # fmt: skip
    return _rows.rows_of_table(table)


def _remember_names(found: TaskImport, answers: Sequence[Answer], *, actor: User, now: dt.datetime) -> None:
    """Keep what a name means for the sheets to come; the name as the sheet writes it is kept beside."""
    named = {
        a.key: a.value["unit_ids"]
        for a in answers
        if a.code == "unit" and a.key and not a.row and a.value and "unit_ids" in a.value
    }
    if not named:
        return
    written: dict[str, str] = {}
    rows = TaskImportRow.objects.filter(
        jurisdiction_id=found.jurisdiction_id, task_import_id=found.id, state="question"
    )
    for problems in rows.values_list("problems", flat=True).iterator():
        for problem in problems:
            if problem["code"] == "unit" and problem["key"] in named:
                written.setdefault(problem["key"], problem["words"])
    for key, unit_ids in named.items():
        SheetName.objects.update_or_create(
            jurisdiction_id=found.jurisdiction_id, key=key,
            defaults={
                "written": written.get(key, key)[:_MOST_NAME], "unit_ids": unit_ids, "changed_at": now, "changed_by_id": actor.pk,
            },
        )  # fmt: skip
