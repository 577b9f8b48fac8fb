"""One draft: where it stands, what it says, what people said of it, what it looks like on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from dondoc.accounts.selectors import user_names
from dondoc.documents.content_types import DOCX, PDF
from dondoc.drafting import events, printing
from dondoc.drafting.content import Clause, clauses
from dondoc.drafting.models import DraftComment, OutgoingDraft
from dondoc.drafting.permissions import may, may_comment
from dondoc.drafting.remarks import by_clause
from dondoc.drafting.selectors import (
    code_of_draft,
    comments_of,
    draft_of,
    register_for,
    signer_of,
    symbol_of,
    versions_of,
)
from dondoc.drafting.understanding import Understood, understood
from dondoc.drafting.wording import history_of
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.way import way_of

ENTRY_ICONS = {
    events.DRAFT_OPENED: "file-text",
    events.DRAFT_CHANGED: "pencil",
    events.DRAFT_SUBMITTED: "send",
    events.DRAFT_TAKEN_BACK: "arrow-back-up",
    events.DRAFT_RETURNED: "arrow-back-up",
    events.DRAFT_APPROVED: "check",
    events.DRAFT_NUMBERED: "notebook",
    events.DRAFT_SIGNED: "signature",
    events.DRAFT_ISSUED: "send",
    events.DRAFT_RECALLED: "ban",
    events.DRAFT_DISCARDED: "trash",
    events.COMMENT_ADDED: "message-circle",
    events.COMMENT_RESOLVED: "checks",
    events.SIGNING_REQUESTED: "key",
}
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_SUFFIXES = {"docx": DOCX, "pdf": PDF}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with the name of who made it."""

    comment: DraftComment
    who: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body with what the reader finds in it and what people said of it."""

    clause: Clause
    duties: list[Understood] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@require_GET
def draft(request: PageRequest, draft_id: int) -> HttpResponse:
    """Show a draft: its words with duties and comments beside them, or (`?xem=ban-in`) its printed pages."""
    return show(request, draft_of(request.user, draft_id))


def show(
    request: PageRequest, found: OutgoingDraft, *, refused: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """Show the page; after a refused comment with what was typed."""
    comments = comments_of(found)
    people = [found.created_by_id, found.approved_by_id, *(each.made_by_id for each in comments)]
    who = user_names(request.jurisdiction.id, set(people))
    remarks = [Remark(each, who.get(each.made_by_id, "")) for each in comments]
    printed_view = request.GET.get("xem") == "ban-in"
    context: dict[str, Any] = {
        "draft": found,
        "way": way_of(found, request.user),
        "code": code_of_draft(found),
        "printed": printed_view,
        "lines": [] if printed_view else _lines(request, found, remarks),
        "signer": signer_of(found, on=request.today),
        "writer": who.get(found.created_by_id, ""),
        "approver": who.get(found.approved_by_id or 0, ""),
        "remarks": remarks,
        "general": [remark for remark in remarks if not remark.comment.clause],
        "unresolved": sum(each.resolved_at is None for each in comments),
        "may_comment": may_comment(request.user, found.state),
        "may_change": may(request.user, "change", found.state),
        "versions": len(versions_of(found)),
        "history": [(ENTRY_ICONS.get(entry.code, "circle-dot"), entry) for entry in history_of(found)],
        "refused": refused,
        "clauses": clauses(found.content),
    }
    return render(request, "web/drafting/draft.html", context, status=status)


def duties_of(request: PageRequest, found: OutgoingDraft, content: Mapping[str, Any] | None = None) -> list[Understood]:
    """Return what the reader would find in the draft, or in what is being written on it."""
    symbol = symbol_of(found, register_for(found))
    given = found.content if content is None else content
    return understood(request.jurisdiction.id, given, kind=found.kind, symbol=symbol, on=request.today)


@require_GET
def pages(request: PageRequest, draft_id: int) -> HttpResponse:
    """Give the printed pages as a fragment; a sentence where it cannot be printed."""
    found = draft_of(request.user, draft_id)
    context: dict[str, Any] = {"draft": found}
    try:
        context["pages"] = printing.pages_of(found, on=request.today)
    except (BadInput, NotFound) as error:
        context["error"] = error.message
    return render(request, "web/drafting/pages.html", context)


@require_GET
def picture(request: PageRequest, draft_id: int, number: int) -> HttpResponse:
    """Give one printed page as a picture."""
    found = draft_of(request.user, draft_id)
    return _safe(HttpResponse(printing.picture_of(found, number, on=request.today), content_type="image/png"))


@require_GET
def file(request: PageRequest, draft_id: int, suffix: str) -> HttpResponse:
    """Give the print to be saved, in Word or as PDF."""
    found = draft_of(request.user, draft_id)
    kind = _SUFFIXES.get(suffix)
    if kind is None:
        raise NotFound
    make = printing.pdf_of if suffix == "pdf" else printing.docx_of
    response = _safe(HttpResponse(make(found, on=request.today), content_type=kind.media_type))
    name = printing.file_name(found, suffix)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _lines(request: PageRequest, found: OutgoingDraft, remarks: list[Remark]) -> list[Line]:
    paragraphs = clauses(found.content)
    duties: dict[str, list[Understood]] = {}
    for duty in duties_of(request, found):
        duties.setdefault(duty.place, []).append(duty)
    names = {remark.comment.id: remark for remark in remarks}
    beside = by_clause([remark.comment for remark in remarks], paragraphs)
    return [
        Line(clause, duties.get(clause.place, []), [names[each.id] for each in beside.get(clause.place, ())])
        for clause in paragraphs
    ]


def _safe(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
