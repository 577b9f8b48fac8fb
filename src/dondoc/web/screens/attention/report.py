"""A theme's report as docx and PDF, as of the day that its page shows."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_GET

from dondoc.accounts.permissions import scope_of
from dondoc.attention.report import ReportLine, theme_content
from dondoc.attention.selectors import theme_for
from dondoc.directives.choices import AssignmentRole, Lifecycle, Timeliness
from dondoc.directives.listing import AssignmentFilter, AssignmentRow, Moment, list_assignments
from dondoc.documents.numbering import symbol_of
from dondoc.documents.rendering import Output
from dondoc.drafting.content import printable
from dondoc.drafting.printing import rendered
from dondoc.drafting.selectors import agency_of, head_of, own_office
from dondoc.foundation.text import fold
from dondoc.reviews.figures import Figures, both_overviews
from dondoc.web.components import day, moved_deadline, relative_day
from dondoc.web.requests import PageRequest
from dondoc.web.screens.attention.themes import MOST_ROWS, asked_of
from dondoc.web.screens.overview.tables import ORDER

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def report_file(request: PageRequest, theme_id: int, kind: str) -> HttpResponse:
    """Send the report, as far as this person sees the theme's directives."""
    theme = theme_for(request.user, theme_id)
    if kind not in _TYPES:
        raise Http404
    question, scope = asked_of(request, theme), scope_of(request.user)
    at = question.moment
    current, original = (found.total for found in both_overviews(scope, at, question.part))
    total, against = (original, current) if at.against_original else (current, original)
    wanted = AssignmentFilter(directive_ids=question.directive_ids, role=question.role, counted=True)
    rows = list_assignments(scope, wanted, at, limit=MOST_ROWS)
    office = own_office(request.user.jurisdiction_id)
    agency = agency_of(office)
    post, signer = head_of(office, at.on)
    with override("vi"):  # an official document, whatever language the person reads
        content = theme_content(
            agency, name=theme.name, about=theme.about, on=at.on, whole=total.population,
            figures=[(str(code.label), count) for code in ORDER if (count := getattr(total, code))],
            lines=[_line(row, at) for row in rows],
            reading=" (tính theo thời hạn ban đầu)" if at.against_original else "",
            other=_other(against, by_first=not at.against_original),
        )  # fmt: skip
    document = printable(
        content, kind="Báo cáo", symbol=symbol_of(kind="Báo cáo", agency=agency.letters or "…"), steps=(), post=post,
        signer=signer, lenient=True,
    )  # fmt: skip
    response = HttpResponse(rendered(document, cast("Output", kind)), content_type=_TYPES[kind])
    name = "-".join(fold(theme.name).split())[:60] or str(theme.id)
    response["Content-Disposition"] = f'attachment; filename="chuyen-de-{name}-{at.on:%Y-%m-%d}.{kind}"'
    return response


def _other(figures: Figures, *, by_first: bool) -> str:
    """What is late by the deadlines that the report is not told by."""
    words = "thời hạn ban đầu" if by_first else "thời hạn hiện tại"
    whole = figures.population
    return f"Tính theo {words}: quá hạn {figures.overdue}/{whole}, hoàn thành trễ hạn {figures.done_late}/{whole}."


def _line(row: AssignmentRow, at: Moment) -> ReportLine:
    verdict = row.timeliness(at)
    late = verdict == Timeliness.OVERDUE
    source = " ".join(filter(None, (row.document_code, day(row.document_issued_on))))
    due = day(row.due_on) if row.due_on else row.deadline_words
    if row.is_moved:
        other = row.current_due_on if at.against_original else row.original_due_on
        due = f"{due} ({moved_deadline(other, row.extensions, is_current=at.against_original)})"
    state = str(Lifecycle(row.lifecycle).label)
    if verdict is not None:
        state = f"{verdict.label}; {state.lower()}"
    return ReportLine(
        row.text, source, row.unit_name, str(AssignmentRole(row.role).label), due, state, late,
        relative_day(row.due_on, at.on) if late else "",
    )  # fmt: skip
