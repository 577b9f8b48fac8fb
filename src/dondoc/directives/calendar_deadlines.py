"""Deadlines for the calendars of people and units."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import Scope, may_see_directives, scope_of
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment
from dondoc.notifications import feeds

_TITLE = 120


def register() -> None:
    """Make deadlines known to the calendars."""
    feeds.register_provider("deadlines", deadlines)


def deadlines(wanted: feeds.Wanted) -> Iterator[feeds.Entry]:
    """The open assignments that have a day: a unit's, or those that are the person's own to see to.

    One's own are those of one's unit, and for a specialist those of the fields that they follow.
    """
    user = wanted.user
    if not may_see_directives(user):
        return
    scope = scope_of(user)
    found = _visible(scope).filter(
        lifecycle__in=OPEN_LIFECYCLES, due_on__gte=wanted.first, due_on__lte=wanted.last
    )  # fmt: skip
    found = found.filter(unit_id=wanted.unit_id) if wanted.unit_id is not None else found.filter(_own(user, scope))
    for one in found.select_related("directive__document", "unit").order_by("due_on", "id")[: feeds.MOST_ENTRIES]:
        document = one.directive.document
        source = f"{document.code} " if document is not None and document.code else ""
        yield feeds.Entry(
            uid=f"assignment-{one.jurisdiction_id}-{one.id}@dondoc",
            title=_("Hạn") + f": {textwrap.shorten(one.directive.text, _TITLE, placeholder='…')} – {one.unit.name}",
            path=f"/nhiem-vu/{one.directive_id}/", starts=one.due_on or wanted.first, ends=None, changed_at=one.changed_at,
            text=f"{source}{one.directive.text}\n{one.unit.name} – {one.get_role_display()}",
        )  # fmt: skip


def _visible(scope: Scope) -> QuerySet[Assignment]:
    found = Assignment.objects.filter(jurisdiction_id=scope.jurisdiction_id)
    match scope.kind:
        case "all":
            return found
        case "units":
            return found.filter(unit_id__in=scope.unit_ids)
        case "fields":
            return found.filter(Q(field_id__isnull=True) | Q(field_id__in=scope.field_ids))
    return found.none()


def _own(user: User, scope: Scope) -> Q:
    own = Q(unit_id=user.unit_id) if user.unit_id is not None else Q(id__in=())
    return own | Q(field_id__in=scope.field_ids) if user.role == Role.SPECIALIST else own
