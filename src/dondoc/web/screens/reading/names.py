"""Names that people entered by hand, for the administrator to take into the directory or leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dondoc.accounts.permissions import may_see_directives
from dondoc.directives.commands.accept_name import accept_name
from dondoc.directives.commands.dismiss_name import dismiss_name
from dondoc.directives.name_proposals import Proposal, SeenIn, proposals_for, seen_of
from dondoc.organizations.permissions import may_manage_units
from dondoc.organizations.selectors import groups_of, unit_names
from dondoc.web.requests import PageRequest
from dondoc.web.screens.reading.judged import sentence_url

# As many as somebody answers at one sitting; the others come up when these are answered.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which the name stood; `url` is empty where this person has no documents."""

    sentence: str
    document: str
    url: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A proposal in words."""

    proposal: Proposal
    documents: int
    units: list[str]
    group: str
    examples: list[Example]


def names_context(request: PageRequest) -> dict[str, Any]:
    """Return what the page shows of the proposals."""
    # One more than is shown tells whether there are others.
    some = proposals_for(request.user, request.today, most=_MOST + 1)
    found = some[:_MOST]
    here = request.jurisdiction.id
    seen = seen_of(here, found)
    names = unit_names(here, {unit for one in found for unit in one.unit_ids})
    groups = dict(groups_of(here).values_list("id", "name")) if found else {}
    may_open = may_see_directives(request.user)
    rows = [
        NameRow(
            one,
            seen[one.id].documents,
            [names[unit] for unit in one.unit_ids if unit in names],
            groups.get(one.group_id or 0, ""),
            [_example(each, may_open=may_open) for each in seen[one.id].examples],
        )
        for one in found
    ]
    return {"names": rows, "more_names": len(some) > len(found), "may_answer": may_manage_units(request.user)}


@require_POST
def accept(request: PageRequest, choice_id: int) -> HttpResponse:
    """Take a name into the directory."""
    decision = accept_name(choice_id=choice_id, **request.who)
    messages.success(request, _("Đã nhận tên “%(name)s” vào danh mục.") % {"name": decision.name})
    return redirect(reverse("web:reading_report") + "#names")


@require_POST
def dismiss(request: PageRequest, choice_id: int) -> HttpResponse:
    """Leave a name out of the directory."""
    decision = dismiss_name(choice_id=choice_id, **request.who)
    messages.success(request, _("Đã bỏ qua tên “%(name)s”; sẽ không đề xuất lại.") % {"name": decision.name})
    return redirect(reverse("web:reading_report") + "#names")


def _example(one: SeenIn, *, may_open: bool) -> Example:
    url = sentence_url(one.document_id, one.start, one.end) if may_open else ""
    return Example(sentence=one.sentence, document=one.document, url=url)
