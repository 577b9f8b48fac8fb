"""Begin a draft: whose, of which kind, from nothing or from a document. One page, one click."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.documents.kinds import BY_DRAFTER, KINDS
from dondoc.documents.models import Document
from dondoc.documents.selectors import document_of
from dondoc.drafting.choices import Relation
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.openings import citation
from dondoc.drafting.permissions import may_write_drafts
from dondoc.drafting.selectors import issuing_units
from dondoc.foundation.errors import Refused
from dondoc.foundation.text import fold
from dondoc.web.refusals import CORRECTABLE
from dondoc.web.requests import PageRequest

# What an office writes every week stands first.
_OFTEN = ("Thông báo", "Công văn", "Quyết định", "Báo cáo", "Tờ trình", "Kế hoạch", "Giấy mời", "Chỉ thị")
_ID = re.compile(r"[0-9]{1,18}")
_LETTER = next(iter(BY_DRAFTER))


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind to choose; `words` is what it is found by."""

    name: str
    abbreviation: str
    words: str


@require_http_methods(["GET", "POST"])
def begin(request: PageRequest) -> HttpResponse:
    """Show the kinds and, at the press of one, begin the draft and go on to its editor."""
    if not may_write_drafts(request.user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh soạn văn bản trên hệ thống này."))
    given = request.POST if request.method == "POST" else request.GET
    source = _source(request, given.get("van-ban", ""))
    relation = given.get("viec", Relation.ANSWERS if source else Relation.NONE)
    agencies = issuing_units(request.jurisdiction.id)
    error = ""
    if request.method == "POST":
        unit = given.get("unit", "")
        try:
            draft = open_outgoing_draft(
                unit_id=int(unit) if _ID.fullmatch(unit) else 0, kind=given.get("kind", ""),
                source_document_id=source.id if source else None, relation=relation, **request.who,
            )  # fmt: skip
        except CORRECTABLE as refusal:
            error = refusal.message
        else:
            return redirect("web:draft_editor", draft.id)
    chosen = given.get("unit", "")
    context: dict[str, Any] = {
        "agencies": agencies,
        "unit": int(chosen) if _ID.fullmatch(chosen) else (agencies[0].id if agencies else 0),
        "groups": _groups(source, relation),
        "source": source,
        "cited": citation(source) if source else "",
        "relations": [(code, label) for code, label in Relation.choices if code != Relation.NONE]
        + [(Relation.NONE.value, _("Căn cứ vào đó để soạn văn bản mới"))],
        "relation": relation,
        "error": error,
    }
    return render(request, "web/drafting/begin.html", context, status=422 if error else 200)


def _source(request: PageRequest, asked: str) -> Document | None:
    return document_of(request.user, int(asked)) if _ID.fullmatch(asked) else None


def _groups(source: Document | None, relation: str) -> list[tuple[str, list[Choice]]]:
    """The kinds: what this relation is usually written as, what is written often, the rest."""
    names = [kind.name for kind in KINDS]
    fitting: list[str] = []
    if source is not None:
        own = source.type_name if source.type_name in names else ""
        by_relation = {
            Relation.ANSWERS: _LETTER,
            Relation.CORRECTS: _LETTER,
            Relation.AMENDS: own,
            Relation.REPLACES: own,
        }
        fitting = [
            name for name in (by_relation.get(Relation(relation)) if relation in Relation.values else "",) if name
        ]
    often = [name for name in _OFTEN if name not in fitting]
    rest = [name for name in names if name not in fitting and name not in often]
    letters = {kind.name: kind.abbreviation for kind in KINDS}
    groups = ((_("Thường dùng cho việc này"), fitting), (_("Hay dùng"), often), (_("Các loại khác"), rest))
    return [
        (title, [Choice(name, letters[name], fold(f"{name} {letters[name]}")) for name in found])
        for title, found in groups
        if found
    ]
