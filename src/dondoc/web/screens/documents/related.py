"""What came of documents, within what the person sees: directives, their units, readings still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import AssignmentRole, DraftState, Lifecycle
from dondoc.directives.models import Assignment, Directive, DraftReading
from dondoc.documents.models import Document


@dataclass(frozen=True, slots=True)
class Related:
    """What the list shows beside a document."""

    directives: int = 0
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A directive of a document with its assignments, leads first."""

    directive: Directive
    assignments: tuple[Assignment, ...]

    @property
    def leads(self) -> list[Assignment]:
        """The assignments that lead and were not withdrawn."""
        return [a for a in self.assignments if a.role == AssignmentRole.LEAD and a.lifecycle != Lifecycle.WITHDRAWN]

    @property
    def done(self) -> int:
        """How many are accepted."""
        return sum(a.lifecycle == Lifecycle.ACCEPTED for a in self.standing)

    @property
    def standing(self) -> list[Assignment]:
        """All that were not withdrawn."""
        return [a for a in self.assignments if a.lifecycle != Lifecycle.WITHDRAWN]


def related(documents: Iterable[Document]) -> dict[int, Related]:
    """Return what the list shows beside each of some documents of one jurisdiction: two queries."""
    rows = list(documents)
    if not rows:
        return {}
    ids = [document.id for document in rows]
    here = Q(jurisdiction_id=rows[0].jurisdiction_id, document_id__in=ids)
    counted = Directive.objects.filter(here).values("document_id").annotate(found=Count("id"))
    counts = {row["document_id"]: row["found"] for row in counted}
    waiting = set(DraftReading.objects.filter(here, state=DraftState.OPEN).values_list("document_id", flat=True))
    return {document: Related(counts.get(document, 0), document in waiting) for document in ids}


def directives_of(user: User, document: Document) -> list[Row]:
    """Return the directives of a document that `user` may open, in the order of the text."""
    directives = Directive.objects.filter(jurisdiction_id=document.jurisdiction_id, document_id=document.id)
    found = list(directives.order_by("span_start", "span_end", "id"))
    assignments: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(
        jurisdiction_id=document.jurisdiction_id, directive_id__in=[directive.id for directive in found]
    )
    for assignment in rows.select_related("unit").order_by("-role", "unit__sort_key"):
        assignments.setdefault(assignment.directive_id, []).append(assignment)
    scope = scope_of(user)
    paired = [Row(directive, tuple(assignments.get(directive.id, ()))) for directive in found]
    return [
        row
        for row in paired
        if scope.sees(
            jurisdiction_id=document.jurisdiction_id,
            unit_ids={assignment.unit_id for assignment in row.assignments},
            field_id=row.directive.field_id,
        )
    ]
