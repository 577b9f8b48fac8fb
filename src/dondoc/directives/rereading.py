"""What reading a document again would change, of the document and of its draft; nothing is written here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_upload_document
from dondoc.directives import drafts
from dondoc.directives.choices import DraftState
from dondoc.directives.draft_reading import items_of
from dondoc.directives.draft_renewal import RenewedItems, is_touched, renewed
from dondoc.directives.models import Directive, DraftReading
from dondoc.documents.facts import HEADER
from dondoc.documents.models import Document, DocumentScan
from dondoc.documents.permissions import visible_documents
from dondoc.documents.rereading import Renewal, Reread, corrected_fields, read_stored, registered_fields, renewal_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.organizations.selectors import resolve_names
from dondoc.reading import READER_VERSION


@dataclass(frozen=True, slots=True)
class Changes:
    """What reading again changes, in numbers.

    Attributes:
        fields: columns of the header whose value changes.
        reasons: how many fields of header and meeting have other reasons.
        words: how many words of a scan get a place on its pages.
        added: proposals that are new.
        changed: proposals that say something else.
        removed: proposals that are gone.
        stayed: proposals that stay because somebody touched them.
        text: `same`, `renewed` or `kept`; see `documents.rereading.Renewal`.
    """

    fields: tuple[str, ...]
    reasons: int
    words: int
    added: int
    changed: int
    removed: int
    stayed: int
    text: str

    @property
    def nothing(self) -> bool:
        """Whether everything stays as it is."""
        return not (self.fields or self.reasons or self.words or self.added or self.changed or self.removed) and (
            self.text != "renewed"
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written."""

    document: Renewal
    draft: RenewedItems | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class Scope:
    """What may change, for who asks before: exactly where reading takes no time, else what is at stake.

    Attributes:
        document: which.
        draft: its open draft, if there is one.
        fields: how many fields of the header nobody has settled.
        settled: how many stay because a person corrected them, or a register states them.
        proposals: how many proposals nobody has touched.
        touched: how many stay.
        confirmed: how many directives people confirmed; they all stay.
        changes: exactly what will change; None where pages must be recognised first.
    """

    document: Document
    draft: DraftReading | None
    fields: int
    settled: int
    proposals: int
    touched: int
    confirmed: int
    changes: Changes | None


def plan_of(document: Document, draft: DraftReading | None, found: Reread) -> Plan:
    """Return what `found` renews of `document` and its `draft`."""
    is_open = draft is not None and draft.state == DraftState.OPEN
    items = drafts.from_json(draft.items) if draft is not None and is_open else ()
    text_is_needed = (
        (draft is not None and not is_open)
        or any(map(is_touched, items))
        or Directive.objects.filter(jurisdiction_id=document.jurisdiction_id, document_id=document.id).exists()
    )
    renewal = renewal_of(document, found, text_is_needed=text_is_needed)
    result = None
    if draft is not None and is_open:
        day = renewal.values.get("issued_on", document.issued_on) or local_day(draft.created_at)
        fresh = items_of(renewal.reading, lambda names: resolve_names(document.jurisdiction_id, names, day))
        read = None if draft.read_items is None else drafts.from_json(draft.read_items)
        result = renewed(items, read, fresh)
        drafts.check(result.items, renewal.reading.text)
    return Plan(renewal, result, _changes(renewal, result))


def scope_of_rereading(user: User, document_id: int) -> Scope:
    """Return what reading a document again may change, for this person.

    Raises:
        NotFound: there is no such document for this person.
        Refused: they do not bring documents in.
        BadInput, Conflict: it cannot be read again; see `read_stored`.
    """
    document = visible_documents(user).select_related("file").filter(id=document_id).first()
    if document is None:
        raise NotFound
    require_reader(user)
    here = {"jurisdiction_id": document.jurisdiction_id, "document_id": document.id}
    draft = DraftReading.objects.filter(**here).first()
    is_open = draft is not None and draft.state == DraftState.OPEN
    items = drafts.from_json(draft.items) if draft is not None and is_open else ()
    touched = sum(map(is_touched, items))
    settled = len(corrected_fields(document) | registered_fields(document))
    found = _without_recognising(document)
    return Scope(
        document=document,
        draft=draft if is_open else None,
        fields=len(HEADER) - settled,
        settled=settled,
        proposals=len(items) - touched,
        touched=touched,
        confirmed=Directive.objects.filter(**here).count(),
        changes=plan_of(document, draft, found).changes if found else None,
    )


def require_reader(user: User) -> None:
    """Let those in who bring documents in.

    Raises:
        Refused: everybody else.
    """
    if not may_upload_document(user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh được đọc lại văn bản. Hãy báo cho Văn phòng."))


def _without_recognising(document: Document) -> Reread | None:
    """Read what takes no time; None where pages are scanned (then only reading itself can tell)."""
    try:
        found = read_stored(document, seconds=0)
    except BadInput as error:
        if error.code in {"no_text_layer", "needs_program"}:
            return None
        raise
    return None if found.is_partial else found


def _changes(renewal: Renewal, items: RenewedItems | None) -> Changes:
    counts = items or RenewedItems((), None)
    return Changes(
        fields=tuple(renewal.fields),
        reasons=renewal.reasons,
        words=renewal.words,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        stayed=counts.stayed,
        text=renewal.text,
    )


def documents_to_read_again(
    jurisdiction_id: int, *, ids: Collection[int] = (), missing_only: bool = False
) -> QuerySet[Document]:
    """Return the documents that the reader of today has not read yet, oldest first; for the command line.

    Args:
        jurisdiction_id: whose.
        ids: only these; none for all.
        missing_only: only those that lack reasons, or the places of the words of their scan.
    """
    found = Document.objects.filter(jurisdiction_id=jurisdiction_id, reader_version__lt=READER_VERSION)
    if ids:
        found = found.filter(id__in=ids)
    if missing_only:
        recognised = Q(file__content_type__startswith="image/") | Exists(
            DraftReading.objects.filter(
                jurisdiction_id=jurisdiction_id, document_id=OuterRef("id"), warnings__contains=[{"code": "ocr"}]
            )
        )
        placed = DocumentScan.objects.filter(jurisdiction_id=jurisdiction_id, document_id=OuterRef("id"))
        found = found.filter(Q(why={}) | (recognised & ~Exists(placed)))
    return found.order_by("id")
