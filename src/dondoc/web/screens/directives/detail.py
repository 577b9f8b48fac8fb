"""One directive's page, and the steps taken on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dondoc.accounts.permissions import may_backdate, may_confirm_reading, may_record_event, may_see_files, scope_of
from dondoc.attention.selectors import Subject
from dondoc.central.permissions import may_keep_central
from dondoc.central.selectors import tasks_of_directive
from dondoc.directives.choices import CauseSide, Lifecycle, Priority, Timeliness
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rules import timeliness
from dondoc.directives.selectors import AssignmentView, DirectiveView, assignment_for, directive_view, evidence_for
from dondoc.directives.states import state_of
from dondoc.directives.wording import entries, said_last
from dondoc.documents.exchange_selectors import came_by_exchange
from dondoc.documents.permissions import may_exchange
from dondoc.followup.selectors import DeadlineCase, deadline_cases
from dondoc.foundation.errors import DomainError, NotFound
from dondoc.ledger.history import Details, Entry
from dondoc.schedules.series import schedule_of
from dondoc.tasksheets.selectors import sheet_row_of
from dondoc.urging.selectors import UrgingCase, urging_cases
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.attention.panel import panel_of
from dondoc.web.screens.directives.closing import Closing, closings
from dondoc.web.screens.directives.source import Source, source_of
from dondoc.web.screens.directives.steps import DONE, Offer, offers, take
from dondoc.web.screens.documents.related import directives_of
from dondoc.web.screens.followup.cascade import CascadeCard, cascade_cards, succession_panel

ENTRY_ICONS = {
    "directive.created": "file-text",
    "directive.deadline_set": "calendar-time",
    "directive.report_sent": "send",
    "directive.starred": "star",
    "directive.unstarred": "star-off",
    "assignment.created": "send",
    "assignment.acknowledged": "inbox",
    "assignment.started": "player-play",
    "assignment.completion_reported": "file-check",
    "assignment.completion_accepted": "checks",
    "assignment.completion_returned": "arrow-back-up",
    "assignment.withdrawn": "ban",
    "assignment.deadline_set": "calendar-time",
    "assignment.state_imported": "file-spreadsheet",
    "assignment.extension_asked": "calendar-time",
    "assignment.extension_granted": "calendar-time",
    "assignment.extension_refused": "ban",
    "assignment.extension_withdrawn": "arrow-back-up",
    "assignment.clock_stopped": "player-pause",
    "assignment.clock_resumed": "player-play",
    "assignment.transfer_asked": "arrows-exchange",
    "assignment.transfer_agreed": "check",
    "assignment.transfer_declined": "ban",
    "assignment.transfer_refused": "ban",
    "assignment.transfer_withdrawn": "arrow-back-up",
    "assignment.transferred": "arrows-exchange",
    "assignment.merged": "arrow-merge",
    "assignment.superseded": "replace",
    "assignment.given_again": "send",
    "assignment.succession_undone": "arrow-back-up",
    "assignment.urged": "bell",
    "assignment.explanation_asked": "message-circle",
    "assignment.explanation_answered": "send",
    "assignment.explanation_accepted": "check",
    "assignment.explanation_returned": "arrow-back-up",
    "assignment.explanation_withdrawn": "ban",
    "assignment.reopened": "history",
    "assignment.progress_reported": "trending-up",
    "assignment.cause_stated": "alert-triangle",
    "assignment.remedy_given": "send",
    "directive.priority_set": "flag",
    "deadline_event.created": "hourglass-low",
    "deadline_event.recorded": "calendar-event",
    "deadline_event.corrected": "calendar-event",
    "deadline_event.taken_back": "calendar-off",
    "assignment.deadline_recounted": "calendar-time",
    "directive.deadline_recounted": "calendar-time",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One assignment as the page shows it to this person."""

    view: AssignmentView
    verdict: Timeliness | None
    offers: list[Offer]
    said: Details
    case: DeadlineCase
    cascade: CascadeCard
    urging: UrgingCase
    closing: Closing

    @property
    def is_late(self) -> bool:
        """Whether its deadline is over and the unit still owes it."""
        return self.verdict == Timeliness.OVERDUE

    @property
    def assignment(self) -> Assignment:
        """The assignment."""
        return self.view.assignment


@dataclass(slots=True)
class Attempt:
    """A step that was refused: its form is shown again, open, with what was typed."""

    assignment_id: int
    verb: str
    message: str
    values: dict[str, str] = field(default_factory=dict)


@require_GET
def directive(request: PageRequest, directive_id: int) -> HttpResponse:
    """Show a directive: its sentence and where it stands, its assignments, its history."""
    return _page(request, directive_id)


@require_POST
def step(request: PageRequest, assignment_id: int, verb: str) -> HttpResponse:
    """Take a step of an assignment; on a refusal show why beside the form, with everything still in it."""
    try:
        take(request, assignment_id, verb)
    except NotFound:
        raise
    except DomainError as error:
        if request.is_htmx:
            return _refused(f"loi-{verb}-{assignment_id}", error)
        asked = assignment_for(request.user, assignment_id)
        values = {name: value for name, value in request.POST.items() if isinstance(value, str)}
        attempt = Attempt(assignment_id, verb, error.message, values)
        return _page(request, asked.directive_id, attempt=attempt, status=error.status)
    assignment = assignment_for(request.user, assignment_id)
    messages.success(request, str(DONE[verb]))
    if request.POST.get("next") == "desk":
        return redirect("web:desk")
    if not request.is_htmx:
        return redirect(f"{reverse('web:directive', args=[assignment.directive_id])}#phan-viec-{assignment_id}")
    context = _context(request, directive_view(request.user, assignment.directive_id), None)
    context["card"] = next(card for card in context["cards"] if card.assignment.id == assignment_id)
    return render(request, "web/directives/step_done.html", context)


@require_GET
def evidence(request: PageRequest, evidence_id: int) -> HttpResponseBase:
    """Send an evidence file to those who may open it: always as a download, never shown in place."""
    return send(evidence_for(request.user, evidence_id).file)


def _refused(target: str, error: DomainError) -> HttpResponse:
    body = render_to_string("web/components/alert.html", {"level": "error", "message": error.message})
    headers = {"HX-Retarget": f"#{target}", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"}
    return HttpResponse(body, status=error.status, headers=headers)


def _page(
    request: PageRequest, directive_id: int, *, attempt: Attempt | None = None, status: int = 200
) -> HttpResponse:
    found = directive_view(request.user, directive_id)
    return render(request, "web/directives/directive.html", _context(request, found, attempt), status=status)


def show_with_refused_comment(
    request: PageRequest, directive_id: int, refused: dict[str, Any], *, status: int
) -> HttpResponse:
    """The page with a comment that was refused: its form stands open with what was typed and why."""
    found = directive_view(request.user, directive_id)
    context = _context(request, found, None, refused_comment=refused)
    return render(request, "web/directives/directive.html", context, status=status)


def _context(
    request: PageRequest,
    found: DirectiveView,
    attempt: Attempt | None,
    *,
    refused_comment: dict[str, Any] | None = None,
) -> dict[str, Any]:
    soon = request.jurisdiction.due_soon_days
    cases = deadline_cases(request.user, [view.assignment for view in found.assignments], on=request.today)
    cascade = cascade_cards(request, found)
    urged = urging_cases(request.user, [view.assignment for view in found.assignments])
    verdicts = {
        view.assignment.id: timeliness(state_of(view.assignment), request.today, soon) for view in found.assignments
    }
    closing = closings(request, [view.assignment for view in found.assignments], verdicts, scope_of(request.user))
    cards = []
    for view in found.assignments:
        own, case = view.assignment, cases[view.assignment.id]
        tried = attempt if attempt and attempt.assignment_id == own.id else None
        cards.append(
            Card(
                view,
                verdicts[own.id],
                offers(view, case, tried, closing[own.id].verbs),
                said_last(found.events, own),
                case,
                cascade[own.id],
                urged[own.id],
                closing[own.id],
            )
        )
    event = found.directive.event
    source: Source | None = source_of(found.directive)
    counted = [card.assignment.lifecycle for card in cards if card.assignment.lifecycle != Lifecycle.WITHDRAWN]
    subject = Subject(found.directive, [view.assignment for view in found.assignments], scope_of(request.user))
    return {
        "title": _title(found.directive),
        "attention": panel_of(request, subject, refused_comment),
        "directive": found.directive,
        "cards": cards,
        "done_cards": counted.count(Lifecycle.ACCEPTED),
        "counted_cards": len(counted),
        "history": _history(found, with_files=may_see_files(request.user)),
        "source": source,
        "document_url": _document_url(request, found),
        "may_backdate": may_backdate(request.user),
        "may_see_files": may_see_files(request.user),
        "may_report_out": may_exchange(request.user) and came_by_exchange(request.user, found.directive.document_id),
        "succession": succession_panel(request, found.directive, found),
        "sheet_row": sheet_row_of(found.directive),
        "tells_notes": subject.scope.kind != "units",
        "event": event,
        "central_tasks": tasks_of_directive(
            found.directive,
            [view.assignment for view in found.assignments],
            Moment(on=request.today, today=request.today, due_soon_days=soon),
        ),
        "may_answer_centre": may_keep_central(request.user),
        "may_record": event is not None and event.occurred_on is None and may_record_event(request.user),
        "may_correct_event": event is not None and may_record_event(request.user),
        "schedule": schedule_of(request.user, found.directive),
        "may_set_priority": may_confirm_reading(request.user, field_id=found.directive.field_id),
        "priorities": Priority.choices,
        "cause_sides": [(side, label) for side, label in CauseSide.choices if side != CauseSide.BOTH],
    }


def _title(directive: Directive) -> str:
    day = f"{directive.issued_on:%d/%m/%Y}"
    if directive.document is None:
        return _("Nhiệm vụ giao ngày %(day)s") % {"day": day}
    code = directive.document.code or directive.document.type_name
    return _("Nhiệm vụ theo %(code)s ngày %(day)s") % {"code": code, "day": day}


def _history(found: DirectiveView, *, with_files: bool) -> list[tuple[str, Entry]]:
    units = {view.assignment.id: view.assignment.unit.name for view in found.assignments}
    return [
        (ENTRY_ICONS.get(entry.code, "circle-dot"), entry)
        for entry in entries(found.events, units=units, actors=found.actors, with_files=with_files)
    ]


def _document_url(request: PageRequest, found: DirectiveView) -> str:
    """Return the place of the sentence on the document's page, which numbers the directives it shows."""
    document = found.directive.document
    if document is None:
        return ""
    url = reverse("web:document", args=[document.id])
    shown = [row.directive.id for row in directives_of(request.user, document)]
    if found.directive.id not in shown:
        return url
    return f"{url}#t-n{shown.index(found.directive.id) + 1}"
