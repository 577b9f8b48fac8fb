"""Discard an import that was not committed: nothing of it was given, and its rows go."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.ledger.append import NewEvent, append
from dondoc.tasksheets import events
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.models import TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import require_importer


def discard_task_import(*, actor: User, import_id: int, now: dt.datetime, request_id: str = "") -> TaskImport:
    """Discard an import.

    Args:
        actor: who discards it.
        import_id: which.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: they may not take in sheets.
        NotFound: no such import for this person.
        Conflict: it is closed.
    """
    require_importer(actor)
    with transaction.atomic():
        found = _rows.lock_import(actor, import_id)
        _rows.require_step(found, "discard")
        found.state, found.closed_at, found.closed_by_id = ImportState.DISCARDED, now, actor.pk
        TaskImportRow.objects.filter(jurisdiction_id=found.jurisdiction_id, task_import_id=found.id).delete()
        TaskImport.objects.filter(jurisdiction_id=found.jurisdiction_id, id=found.id).update(
            state=found.state, closed_at=now, closed_by_id=actor.pk
        )
        append(
            jurisdiction_id=found.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[NewEvent(events.TASK_IMPORT, found.id, events.IMPORT_DISCARDED)],
        )  # fmt: skip
    return found
