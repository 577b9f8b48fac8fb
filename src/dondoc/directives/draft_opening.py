"""Beginning the reading of a document that was registered, in the transaction that registered it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dondoc.accounts.models import User
from dondoc.directives import draft_events, drafts, events
from dondoc.directives.draft_reading import items_of
from dondoc.directives.drafts import Items
from dondoc.directives.models import DraftReading
from dondoc.documents.commands.register_document import Registered
from dondoc.foundation.clock import local_day
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.selectors import resolve_names

Amend = Callable[[Items, str], Items]


def begin_reading(
    registered: Registered, *, actor: User, now: dt.datetime, request_id: str, amend: Amend | None = None
) -> DraftReading:
    """Keep what the reader found in a document as a draft for a person to correct.

    Args:
        registered: the document and its reading.
        actor: who brought it in.
        now: the moment.
        request_id: groups what one request did.
        amend: makes of the items and the text what is known better than the reader knows it (a document that the
            office wrote itself).
    """
    document = registered.document
    day = document.issued_on or local_day(now)
    read = items_of(registered.reading, lambda names: resolve_names(actor.jurisdiction_id, names, day))
    items = amend(read, document.text) if amend else read
    draft = DraftReading.objects.create(
        jurisdiction_id=actor.jurisdiction_id,
        document=document,
        items=drafts.to_json(items),
        read_items=drafts.to_json(read),
        warnings=list(registered.warnings),
        created_at=now,
        created_by_id=actor.id,
    )
    append(
        jurisdiction_id=actor.jurisdiction_id,
        events=[
            NewEvent(
                events.READING,
                draft.id,
                draft_events.READING_OPENED,
                {"document_id": document.id, "items": len(items)},
                is_first=True,
            )
        ],
        actor_id=actor.id,
        now=now,
        request_id=request_id,
    )
    return draft
