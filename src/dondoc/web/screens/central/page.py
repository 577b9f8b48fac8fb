"""One task of the centre: both clocks, our units' parts, its history."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dondoc.accounts.choices import UNIT_ROLES
from dondoc.central.selectors import TaskView, same_directives, task_view
from dondoc.directives.choices import Lifecycle
from dondoc.directives.listing import Moment
from dondoc.directives.rules import timeliness
from dondoc.directives.states import state_of
from dondoc.documents.permissions import visible_documents
from dondoc.followup.succession_selectors import kinds_of
from dondoc.web.requests import PageRequest
from dondoc.web.screens.central.clocks import lanes
from dondoc.web.screens.central.words import CELL_WORDS, STEPS, history

#: The steps that the page leads with, in this order; the others stand under them.
_FIRST = ("assign", "report", "confirm", "return", "reopen")


def moment_of(request: PageRequest) -> Moment:
    """Return today as the office counts it."""
    return Moment(on=request.today, today=request.today, due_soon_days=request.jurisdiction.due_soon_days)


@require_GET
def task(request: PageRequest, task_id: int) -> HttpResponse:
    """Show a task."""
    found = task_view(request.user, task_id, moment_of(request))
    return render(request, "web/central/task.html", _context(request, found))


def _context(request: PageRequest, found: TaskView) -> dict[str, Any]:
    one, today, soon = found.task, request.today, request.jurisdiction.due_soon_days
    inner = None
    if found.clocks.internal is not None and one.directive is not None:
        inner = (one.directive.issued_on, found.clocks.internal, _done(found))
    central, internal = lanes((one.given_on, found.clocks.central, one.reported_on), inner, today)
    withdrawn = [part.id for part in found.parts if part.lifecycle == Lifecycle.WITHDRAWN]
    ends = kinds_of(one.jurisdiction_id, withdrawn)
    steps = [(verb, STEPS[verb]) for verb in found.verbs]
    may_link = "link" in found.verbs
    return {
        "task": one, "view": found, "central": central, "internal": internal,
        "first": [pair for pair in steps if pair[0] in _FIRST], "others": [pair for pair in steps if pair[0] not in _FIRST],
        "parts": [(part, timeliness(state_of(part), today, soon), ends.get(part.id)) for part in found.parts],
        "history": history(found.events, found.actors), "cell_words": CELL_WORDS,
        "same": same_directives(request.user, one.document_code, one.content, on=today) if may_link else [],
        "sees_history": request.user.role not in UNIT_ROLES,
        "document": visible_documents(request.user).filter(id=one.document_id).first() if one.document_id else None,
    }  # fmt: skip


def _done(found: TaskView) -> Any:
    """The day on which the last of our lead units was done; None while one is not."""
    leads = [part for part in found.parts if part.role == "lead" and part.lifecycle != "withdrawn"]
    days = [part.completed_on for part in leads]
    return max(day for day in days if day is not None) if days and all(days) else None
