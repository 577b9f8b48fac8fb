"""Issue a signed document: it becomes a document of the system, its number's line points to it, its directives go out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_confirm_reading
from dondoc.directives import drafts as readings
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.draft_opening import begin_reading
from dondoc.directives.models import Directive, DraftReading
from dondoc.documents import disk
from dondoc.documents.choices import Direction, Origin
from dondoc.documents.commands.register_document import Registered, accept, lock_registration, register
from dondoc.documents.intake import Intake, Submission
from dondoc.documents.models import RegisterEntry, StoredFile
from dondoc.documents.numbering import code_of, written
from dondoc.documents.rules import search_text as document_search_text
from dondoc.drafting import events
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.commands import _signing, _steps
from dondoc.drafting.content import clauses
from dondoc.drafting.duties import laid_over, lost
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import draft_of
from dondoc.foundation.errors import BadInput
from dondoc.organizations.selectors import unit_names

_LONGEST_ISSUER = 200


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing made.

    Attributes:
        draft: the draft, closed.
        reading: the reading of the document; open where its directives are still to be confirmed.
        directives: those that were given.
    """

    draft: OutgoingDraft
    reading: DraftReading | None
    directives: tuple[Directive, ...]


def issue_outgoing_draft(
    *, actor: User, draft_id: int, give_directives: bool, now: dt.datetime, request_id: str = ""
) -> Issued:
    """Issue it, all in one transaction and once.

    Args:
        actor: who issues.
        draft_id: the draft.
        give_directives: whether its directives are given at once (all must be ready, and the actor be one who confirms);
            else its reading waits for whoever confirms.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_steps`, `register_document`, `confirm_draft`.
        BadInput: a directive is not ready; the sentence names it and what to do.
    """
    # Reading takes a while: before the transaction, on the file that the lock will find unchanged.
    seen = draft_of(actor, draft_id)
    _steps.require(actor, seen, "issue")
    file = _signing.file_to_sign(seen)
    intake = _accepted(seen, file, actor=actor, now=now, request_id=request_id)
    with disk.files_and_rows():
        draft = _steps.locked(actor, draft_id)
        step = _steps.require(actor, draft, "issue")
        if _signing.file_to_sign(draft).id != file.id:
            raise BadInput(_("Văn bản vừa được ký thêm. Hãy phát hành lại."), code="signed_meanwhile")
        _steps.require_number_stands(draft)
        entry = RegisterEntry.objects.select_for_update().get(
            jurisdiction_id=draft.jurisdiction_id, outgoing_drafts=draft
        )
        lock_registration(actor.jurisdiction_id)
        registered = register(
            actor=actor, intake=intake, direction=Direction.ISSUED, origin=Origin.PROVINCE, accept_duplicate=False, now=now,
            request_id=request_id,
        )  # fmt: skip
        document = registered.document
        # The office wrote it: what the reader made of its header is not asked again.
        document.type_name, document.number, document.symbol = draft.kind, written(entry.number), entry.symbol
        document.issued_on, document.subject = entry.entered_on, draft.subject
        document.issuer = str(draft.content.get("issuer") or document.issuer)[:_LONGEST_ISSUER]
        document.signer_name = draft.signer_name
        document.search_text = document_search_text(
            type_name=document.type_name, number=document.number, symbol=document.symbol, issuer=document.issuer,
            subject=document.subject, signer_name=document.signer_name,
        )  # fmt: skip
        document.save()
        entry.document_id = document.id
        entry.save(update_fields=["document_id"])
        reading, given = _directives(
            draft, registered, give=give_directives, actor=actor, now=now, request_id=request_id
        )
        draft.document_id, draft.issued_at, draft.state, draft.changed_at = document.id, now, step.target, now
        draft.save(update_fields=["document_id", "issued_at", "state", "changed_at"])
        _steps.record(
            draft, actor, events.DRAFT_ISSUED,
            {
                "document_id": document.id, "entry_id": entry.id, "code": code_of(entry.number, entry.symbol),
                "directive_ids": [directive.id for directive in given], "sha256": file.sha256,
                "relation": str(draft.relation), "source_document_id": draft.source_document_id,
            },
            now=now, request_id=request_id,
        )  # fmt: skip
    return Issued(draft, reading, given)


def _accepted(draft: OutgoingDraft, file: StoredFile, *, actor: User, now: dt.datetime, request_id: str) -> Intake:
    """What goes out, read. Of paper that was signed and scanned, the words are those of the print that it shows."""
    submission = Submission(content=_signing.bytes_of(file), filename=file.name)
    if draft.signed_how != SignedHow.PAPER or draft.rendered_file is None or file.id == draft.rendered_file_id:
        return accept(actor=actor, submission=submission, now=now, request_id=request_id)
    print_ = Submission(content=_signing.bytes_of(draft.rendered_file), filename=draft.rendered_file.name)
    read = accept(actor=actor, submission=print_, now=now, request_id=request_id)
    return replace(read, submission=submission, sha256=file.sha256)


def _directives(
    draft: OutgoingDraft, registered: Registered, *, give: bool, actor: User, now: dt.datetime, request_id: str
) -> tuple[DraftReading | None, tuple[Directive, ...]]:
    """Open the reading with what the drafters said laid over it; confirm it where that is asked."""
    paragraphs = clauses(draft.content)
    wanted = {
        unit
        for clause in paragraphs
        for duty in clause.duties
        for unit in (*duty.get("leads", ()), *duty.get("coordinates", ()))
    }
    names = unit_names(draft.jurisdiction_id, wanted)
    reading = begin_reading(
        registered, actor=actor, now=now, request_id=request_id,
        amend=lambda items, text: laid_over(items, paragraphs, text, name_of=lambda unit: names.get(unit, "")),
    )  # fmt: skip
    if draft.field_id:
        reading.field_id = draft.field_id
        reading.save(update_fields=["field_id"])
    items = readings.from_json(reading.items)
    # What somebody set and is not found again is for a person to see, not to be passed over.
    clear = bool(items) and not lost(paragraphs, registered.document.text)
    fields = {item.field_id or draft.field_id for item in items}
    if not give or not clear or not all(may_confirm_reading(actor, field_id=field) for field in fields):
        return reading, ()
    given = confirm_draft(actor=actor, draft_id=reading.id, version=reading.version, now=now, request_id=request_id)
    return reading, tuple(given)
