"""The requests for another deadline: what waits, and what became of the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.followup.choices import ExtensionState
from dondoc.followup.models import Extension
from dondoc.followup.permissions import decidable
from dondoc.followup.selectors import extensions_seen
from dondoc.foundation.errors import NotFound
from dondoc.web.requests import PageRequest

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A request as the list shows it.

    Attributes:
        extension: the request.
        is_mine: whether it waits for this person.
        is_over: whether it was never decided and the assignment is closed.
    """

    extension: Extension
    is_mine: bool
    is_over: bool


@require_GET
def list_extensions(request: PageRequest) -> HttpResponse:
    """List the requests that this person reads, those that wait first chosen by the chips."""
    if not may_see_directives(request.user):
        raise NotFound
    seen = extensions_seen(request.user)
    state = request.GET.get("state", ExtensionState.ASKED)
    if state not in ExtensionState.values:
        state = ""
    chips = [
        (str(label), f"{reverse('web:extensions')}?state={code}", code == state, seen.filter(state=code).count())
        for code, label in ExtensionState.choices
    ]
    chips.append((_("Tất cả"), f"{reverse('web:extensions')}?state=", not state, seen.count()))
    page = Paginator(seen.filter(state=state) if state else seen, _PAGE).get_page(request.GET.get("page"))
    listed = list(page)
    waiting = [one.assignment for one in listed if one.state == ExtensionState.ASKED]
    mine = decidable(request.user, [one for one in waiting if one.lifecycle in OPEN_LIFECYCLES], on=request.today)
    rows = [
        Row(
            one, one.state == ExtensionState.ASKED and one.assignment_id in mine,
            one.state == ExtensionState.ASKED and one.assignment.lifecycle not in OPEN_LIFECYCLES,
        )
        for one in listed
    ]  # fmt: skip
    context = {"rows": rows, "page": page, "chips": chips, "state": state}
    return render(request, "web/followup/extensions.html", context)
