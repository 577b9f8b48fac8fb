"""Read a document again with the reader and the directory of today; what people corrected or confirmed stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events, drafts
from dondoc.directives.commands.draft_step import record
from dondoc.directives.draft_renewal import RenewedItems
from dondoc.directives.models import DraftReading
from dondoc.directives.rereading import Changes, plan_of, require_reader
from dondoc.documents import events
from dondoc.documents.intake import SCAN_SECONDS
from dondoc.documents.models import Document
from dondoc.documents.permissions import visible_documents
from dondoc.documents.rereading import Renewal, keep_renewal, read_stored
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


def read_again(
    *,
    actor: User | None,
    document_id: int,
    jurisdiction_id: int | None = None,
    seconds: float = SCAN_SECONDS,
    page_begun: Callable[[int, int], None] | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> Changes:
    """Read the stored file again and renew what nobody has confirmed or corrected, in one transaction.

    Where the file gives another text than the one kept, the text is replaced only while nothing refers to it; else
    the reader reads the kept text, so that every confirmed or corrected sentence stays where it stands.

    Args:
        actor: who asks; None for the server's own command line.
        document_id: which document.
        jurisdiction_id: whose document, where there is no actor.
        seconds: how long scanned pages may take.
        page_begun: told the number of each scanned page that is begun, and of how many.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: there is no such document for `actor`.
        Refused: `actor` does not bring documents in.
        BadInput: the file is lost or cannot be read.
        Conflict: it is marked secret.
    """
    document = _seen_by(actor, jurisdiction_id).select_related("file").filter(id=document_id).first()
    if document is None:
        raise NotFound
    if actor is not None:
        require_reader(actor)
    # Outside the transaction: pages may take minutes. What depends on what people did is judged under the lock.
    found = read_stored(document, seconds=seconds, page_begun=page_begun)
    here = document.jurisdiction_id
    with transaction.atomic():
        # First the draft, then its document: the order in which confirming takes them.
        draft = DraftReading.objects.select_for_update().filter(jurisdiction_id=here, document_id=document.id).first()
        locked = Document.objects.select_for_update(of=("self",)).get(jurisdiction_id=here, id=document.id)
        if locked.text != document.text:
            raise Conflict(
                _("Văn bản này vừa được người khác đọc lại. Hãy tải lại trang để xem kết quả."), code="reading_changed"
            )
        plan = plan_of(locked, draft, found)
        facts = keep_renewal(locked, plan.document, found.content)
        if draft is not None and plan.draft is not None:
            _keep_items(draft, plan.draft, plan.document, actor, now=now, request_id=request_id)
        append(
            jurisdiction_id=here,
            events=[NewEvent(events.DOCUMENT, locked.id, events.DOCUMENT_READ_AGAIN, facts)],
            actor_id=actor.id if actor else None,
            now=now,
            request_id=request_id,
        )
    return plan.changes


def _seen_by(actor: User | None, jurisdiction_id: int | None) -> QuerySet[Document]:
    if actor is not None:
        return visible_documents(actor)
    if jurisdiction_id is None:
        return Document.objects.none()
    return Document.objects.filter(jurisdiction_id=jurisdiction_id)


def _keep_items(
    draft: DraftReading, new: RenewedItems, renewal: Renewal, actor: User | None, *, now: dt.datetime, request_id: str
) -> None:
    """Store the renewed items under the next version; nothing where they are the same."""
    before = drafts.from_json(draft.items)
    read = None if new.read is None else drafts.to_json(new.read)
    warnings = [warning.to_dict() for warning in renewal.reading.warnings]
    draft.warnings = warnings
    draft.read_items = read
    if new.items == before:
        draft.save(update_fields=["warnings", "read_items"])
        return
    splice = draft_changes.difference(before, new.items)
    draft.items = drafts.to_json(new.items)
    draft.version += 1
    draft.save(update_fields=["items", "read_items", "warnings", "version"])
    facts = {
        "at": splice.at, "removed": drafts.to_json(splice.removed), "added": drafts.to_json(splice.added),
        "stayed": new.stayed,
    }  # fmt: skip
    record(draft, actor, draft_events.READING_RENEWED, facts, now=now, request_id=request_id)
