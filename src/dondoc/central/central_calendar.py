"""The centre's deadlines for the calendars of people and units: an entry of their own beside our own deadlines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.permissions import may_see_directives
from dondoc.central.choices import CentralState
from dondoc.central.permissions import tasks_seen
from dondoc.directives.choices import OPEN_LIFECYCLES, AssignmentRole
from dondoc.directives.models import Assignment
from dondoc.notifications import feeds

_TITLE = 120


def register() -> None:
    """Make the centre's deadlines known to the calendars."""
    feeds.register_provider("central", central_deadlines)


def central_deadlines(wanted: feeds.Wanted) -> Iterator[feeds.Entry]:
    """The centre's tasks that are not answered and have a day: a unit's, or those that are the person's own to see to.

    A unit's are those that it leads, by an open assignment or because the office named it. One's own are those of one's unit, and
    for a specialist those that they answer for and those of the fields that they follow.
    """
    user = wanted.user
    if not may_see_directives(user):
        return
    if wanted.unit_id is not None:
        mine = _led_by(user.jurisdiction_id, wanted.unit_id)
    else:
        mine = _led_by(user.jurisdiction_id, user.unit_id) if user.unit_id is not None else Q(id__in=())
        if user.role == Role.SPECIALIST:
            mine |= Q(specialist_id=user.pk) | Q(field_id__in=user.fields)
    found = tasks_seen(user).filter(
        mine, state=CentralState.OPEN, due_on__gte=wanted.first, due_on__lte=wanted.last
    )  # fmt: skip
    named = _("Hạn Trung ương")
    for one in found.select_related("unit").order_by("due_on", "id")[: feeds.MOST_ENTRIES]:
        unit = f" – {one.unit.name}" if one.unit is not None else ""
        source = f"{one.document_code} " if one.document_code else ""
        yield feeds.Entry(
            uid=f"central-task-{one.jurisdiction_id}-{one.id}@dondoc",
            title=f"{named}: {textwrap.shorten(one.content, _TITLE, placeholder='…')}{unit}",
            path=reverse("web:central_task", args=[one.id]), starts=one.due_on or wanted.first, ends=None,
            changed_at=one.changed_at, text=f"{named}. {source}{one.content}{unit}",
        )  # fmt: skip


def _led_by(jurisdiction_id: int, unit_id: int) -> Q:
    led = Assignment.objects.filter(
        jurisdiction_id=jurisdiction_id, directive_id=OuterRef("directive_id"), unit_id=unit_id, role=AssignmentRole.LEAD,
        lifecycle__in=OPEN_LIFECYCLES,
    )  # fmt: skip
    return Q(unit_id=unit_id) | Q(Exists(led))
