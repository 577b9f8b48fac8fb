"""Begin a draft: from a blank by kind, or from another document that it answers, corrects, amends or replaces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.kinds import ABBREVIATIONS, BY_DRAFTER
from dondoc.documents.models import Document
from dondoc.documents.permissions import visible_documents
from dondoc.drafting import content as contents
from dondoc.drafting import events, openings
from dondoc.drafting.choices import Relation, Source
from dondoc.drafting.commands import _steps
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.permissions import may_write_drafts
from dondoc.drafting.selectors import agency_of, issuing_unit, require_duties
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused


def open_outgoing_draft(
    *,
    actor: User,
    unit_id: int,
    kind: str,
    now: dt.datetime,
    source_document_id: int | None = None,
    relation: str = Relation.NONE,
    conclusions: Mapping[str, Any] | None = None,
    composed_from: Source = Source.CONCLUSIONS,
    field_id: int | None = None,
    request_id: str = "",
) -> OutgoingDraft:
    """Begin a draft of a document that `unit_id` issues.

    Args:
        actor: who writes it.
        unit_id: the issuing agency.
        kind: one of the 29 kinds.
        now: the moment.
        source_document_id: the document that it is begun from.
        relation: what it does to that document: a code of Relation.
        conclusions: the content that a meeting's conclusions, or another room's list, amount to (that room fills it).
        composed_from: which of them it was composed from.
        field_id: the field of work.
        request_id: groups what one request did.

    Raises:
        Refused: `actor` writes no drafts.
        NotFound: no such document for the actor.
        BadInput: an agency that issues nothing here, a kind that there is not, a relation without a document.
    """
    if not may_write_drafts(actor):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh soạn văn bản trên hệ thống này."))
    if kind not in ABBREVIATIONS:
        raise BadInput(_("Loại văn bản không có trong danh mục 29 loại; hãy chọn lại."), field="kind")
    if relation not in Relation.values or (relation != Relation.NONE and source_document_id is None):
        raise BadInput(_("Hãy chọn văn bản được trả lời, đính chính, sửa đổi hoặc thay thế."), field="relation")
    with transaction.atomic():
        _steps.require_field(actor.jurisdiction_id, field_id)
        unit = issuing_unit(actor.jurisdiction_id, unit_id)
        agency = agency_of(unit)
        source: Document | None = None
        if source_document_id is not None:
            source = visible_documents(actor).filter(id=source_document_id).first()
            if source is None:
                raise NotFound
            _require_form(kind, relation, source)
        if conclusions is not None:
            given, begun = dict(conclusions), composed_from
        elif source is not None:
            given, begun = openings.from_document(kind, agency, source, relation), Source.DOCUMENT
        else:
            given, begun = contents.blank(kind, agency), Source.BLANK
        # Also what is cited: a document from elsewhere may have anything in its subject.
        found = contents.clean(given)
        require_duties(actor.jurisdiction_id, found, on=local_day(now))
        draft = OutgoingDraft(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit.id, kind=kind, source=begun,
            source_document_id=source_document_id, relation=relation, subject=found["subject"], content=found,
            field_id=field_id or None, created_at=now, created_by_id=actor.id, changed_at=now,
        )  # fmt: skip
        draft.search_text = _steps.search_text(draft)
        draft.save(force_insert=True)
        _steps.keep_version(draft, actor, note=_("Bắt đầu"), now=now)
        _steps.record(
            draft, actor, events.DRAFT_OPENED,
            {"kind": kind, "unit_id": unit.id, "source": str(begun), "source_document_id": source_document_id, "relation": str(relation)},
            now=now, request_id=request_id, is_first=True,
        )  # fmt: skip
    return draft


def _require_form(kind: str, relation: str, source: Document) -> None:
    """Do nothing where a document of this kind may do this to the other (NĐ 30/2020/NĐ-CP, Điều 18).

    Raises:
        BadInput: errors of form are corrected by a công văn, content is amended or replaced by a document of equal form.
    """
    if relation == Relation.CORRECTS and kind not in BY_DRAFTER:
        raise BadInput(
            _("Đính chính sai sót về thể thức, thủ tục bằng công văn (Nghị định 30/2020/NĐ-CP, Điều 18)."), field="kind"
        )
    equal = relation in (Relation.AMENDS, Relation.REPLACES) and source.type_name in ABBREVIATIONS
    if equal and kind != source.type_name:
        raise BadInput(
            _(
                "Sửa đổi, thay thế bằng văn bản có hình thức tương đương: hãy chọn loại “%(kind)s” (Nghị định 30/2020/NĐ-CP, Điều 18)."
            )
            % {"kind": source.type_name},
            field="kind",
        )
