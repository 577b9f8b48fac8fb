"""The list of drafts: what waits for this person first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.selectors import user_names
from dondoc.drafting.choices import State
from dondoc.drafting.listing import count_by_state, waiting_first
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.permissions import may_see_drafts, may_write_drafts
from dondoc.drafting.selectors import code_of_draft, issuing_units
from dondoc.foundation.errors import Refused
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import FilterForm

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A draft in the list, with its number and who began it."""

    draft: OutgoingDraft
    code: str
    writer: str


@require_GET
def drafts(request: PageRequest) -> HttpResponse:
    """List the drafts that this person sees."""
    if not may_see_drafts(request.user):
        raise Refused(_("Soạn và trình văn bản là việc của Văn phòng UBND tỉnh và Lãnh đạo UBND tỉnh."))
    form = FilterForm(request.GET)
    state = request.GET.get("trang-thai", "")
    chosen = state if state in State.values else ""
    page = Paginator(waiting_first(request.user, state=chosen, words=form.words), _PAGE).get_page(
        request.GET.get("page")
    )
    writers = user_names(request.jurisdiction.id, {draft.created_by_id for draft in page})
    rows = [Row(draft, code_of_draft(draft), writers.get(draft.created_by_id, "")) for draft in page]
    counts = count_by_state(request.user)
    may_write = may_write_drafts(request.user)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "waiting": [row for row in rows if row.draft.is_waiting],  # type: ignore[attr-defined]
        "others": [row for row in rows if not row.draft.is_waiting],  # type: ignore[attr-defined]
        "chips": [(code, State(code).label, counts[code]) for code in counts],
        "total": sum(counts.values()),
        "chosen": chosen,
        "may_write": may_write,
        "agencies": issuing_units(request.jurisdiction.id) if may_write else [],
    }
    return render(request, "web/drafting/list.html", context)
