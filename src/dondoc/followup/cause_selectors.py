"""Reads of causes of delay: one, those a person reads, and how many there are of which."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.cause_models import LateCause, LateRemedy
from dondoc.directives.choices import CauseSide, Lifecycle
from dondoc.followup.selectors import readable_case


def cause_for(user: User, cause_id: int) -> LateCause:
    """Return what was said of one delay, with its assignment.

    Raises:
        NotFound: there is none, or `user` may not read of it.
    """
    rows = LateCause.objects.select_related("assignment__directive__document", "assignment__unit", "answers")
    return readable_case(user, rows, cause_id)


def causes_seen(user: User) -> QuerySet[LateCause]:
    """Return the causes that stand and that `user` reads, newest first: a unit's people their own units'."""
    scope = people.scope_of(user)
    here = LateCause.objects.filter(jurisdiction_id=user.jurisdiction_id, is_standing=True).exclude(
        assignment__lifecycle=Lifecycle.WITHDRAWN
    )
    if scope.kind == "none":
        return here.none()
    if scope.kind == "units":
        here = here.filter(assignment__unit_id__in=scope.unit_ids)
    if scope.kind == "fields":
        here = here.filter(Q(assignment__field_id__isnull=True) | Q(assignment__field_id__in=scope.field_ids))
    remedies = Prefetch("remedies", LateRemedy.objects.order_by("id"))
    rows = here.select_related("assignment__directive__document", "assignment__unit")
    return rows.prefetch_related(remedies).order_by("-id")


def narrowed(
    rows: QuerySet[LateCause],
    *,
    side: str = "",
    kind: str = "",
    unit_id: int | None = None,
    stage: str = "",
    head: str = "",
) -> QuerySet[LateCause]:
    """Return those of a side, of a reason, of a unit; `stage` "open" or "closed": still late, or done late.

    `head` "missing": those said before the answerable head was asked for, which name nobody.
    What is both is of neither side alone.
    """
    if side in CauseSide.values:
        rows = rows.filter(side=side)
    if kind:
        rows = rows.filter(kinds__contains=[kind])
    if unit_id is not None:
        rows = rows.filter(assignment__unit_id=unit_id)
    if head == "missing":
        rows = rows.filter(head_name="")
    if stage == "closed":
        rows = rows.filter(assignment__lifecycle=Lifecycle.ACCEPTED)
    if stage == "open":
        rows = rows.exclude(assignment__lifecycle=Lifecycle.ACCEPTED)
    return rows
