"""Take the last correction of a reading back; again and again, back to what the reader found last."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events, drafts, events
from dondoc.directives.commands.draft_step import (
    lock_draft,
    record,
    require_open,
    require_version,
    splice_of,
    store,
)
from dondoc.directives.models import DraftReading
from dondoc.foundation.errors import BadInput
from dondoc.ledger.models import LedgerEvent


def undo_draft_change(
    *, actor: User, draft_id: int, version: int, now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Undo the newest correction that is not undone yet.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: there is nothing to undo.
    """
    with transaction.atomic():
        draft = lock_draft(actor, draft_id)
        require_open(draft)
        require_version(draft, version)
        last = last_change(draft)
        if last is None:
            raise BadInput(_("Không còn thao tác nào để hoàn tác."), code="nothing_to_undo")
        items = draft_changes.apply(drafts.from_json(draft.items), splice_of(last.payload).undone())
        if "field_id" in last.payload:
            draft.field_id = last.payload["field_id"][0]
        store(draft, items)
        record(draft, actor, draft_events.CHANGE_UNDONE, {"undid": last.seq}, now=now, request_id=request_id)
    return draft


def last_change(draft: DraftReading) -> LedgerEvent | None:
    """Return the newest correction of `draft` since it was last read that is not undone, or None."""
    undone: set[int] = set()
    history = LedgerEvent.objects.filter(
        jurisdiction_id=draft.jurisdiction_id, aggregate=events.READING, aggregate_id=draft.id
    ).order_by("-seq")
    for event in history.iterator(chunk_size=20):
        if event.code == draft_events.READING_RENEWED:
            return None  # what was corrected before stands among other items now
        if event.code == draft_events.CHANGE_UNDONE:
            undone.add(event.payload["undid"])
        elif event.code in draft_events.CHANGES and event.seq not in undone:
            return event
    return None
