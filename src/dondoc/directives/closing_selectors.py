"""Reads of closing: what completion needs, which reasons there are, what was said of a delay."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dondoc.directives.cause_models import CauseKind, LateCause
from dondoc.directives.cause_rules import DEFAULT_REASONS, Reason
from dondoc.directives.choices import Need
from dondoc.directives.closing_models import CompletionNeed
from dondoc.directives.closing_rules import need_of
from dondoc.directives.models import Assignment
from dondoc.documents.models import Document


def needs_table(jurisdiction_id: int) -> dict[tuple[str, str], str]:
    """Return the office's rows of what completion needs, by kind of document and role."""
    rows = CompletionNeed.objects.filter(jurisdiction_id=jurisdiction_id)
    return {(row.document_kind, row.role): row.needs for row in rows}


def kind_of_document(assignment: Assignment) -> str:
    """Return the kind of the document that gave the task; empty for what was given by hand."""
    document = assignment.directive.document
    return document.type_name if document is not None else ""


def needs_of(assignment: Assignment) -> Need:
    """Return what completing an assignment needs."""
    return need_of(kind_of_document(assignment), assignment.role, needs_table(assignment.jurisdiction_id))


def needs_by_assignment(jurisdiction_id: int, assignments: Collection[Assignment]) -> dict[int, Need]:
    """Return what completing each of these assignments needs, by id (two queries).

    Args:
        jurisdiction_id: whose.
        assignments: with their directives.
    """
    given = {one.directive.document_id for one in assignments}
    kinds = dict(Document.objects.filter(jurisdiction_id=jurisdiction_id, id__in=given).values_list("id", "type_name"))
    table = needs_table(jurisdiction_id)
    return {one.id: need_of(kinds.get(one.directive.document_id or 0, ""), one.role, table) for one in assignments}


def reasons_of(jurisdiction_id: int) -> list[Reason]:
    """Return the office's list of reasons: the shipped ones, its own in their place where it changed them, then new ones."""
    own = {
        row.code: Reason(row.code, row.side, row.name, row.is_active, is_shipped=False)
        for row in CauseKind.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id")
    }
    known = [own.pop(reason.code, reason) for reason in DEFAULT_REASONS]
    return [*known, *own.values()]


def causes_of(jurisdiction_id: int, assignment_ids: Iterable[int]) -> dict[int, list[LateCause]]:
    """Return what was said of the delays of these assignments, by assignment, oldest first (two queries)."""
    found: dict[int, list[LateCause]] = {}
    rows = LateCause.objects.filter(jurisdiction_id=jurisdiction_id, assignment_id__in=list(assignment_ids))
    for row in rows.prefetch_related("remedies").order_by("id"):
        found.setdefault(row.assignment_id, []).append(row)
    return found


def standing_cause(jurisdiction_id: int, assignment_id: int) -> LateCause | None:
    """Return what stands of why an assignment is late."""
    return LateCause.objects.filter(
        jurisdiction_id=jurisdiction_id, assignment_id=assignment_id, is_standing=True
    ).first()
