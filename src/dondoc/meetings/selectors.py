"""Reads of meetings."""

from __future__ import annotations

import datetime as dt

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from dondoc.accounts.models import User
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold
from dondoc.meetings.choices import State
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.permissions import units_of, visible_meetings


def meeting_of(user: User, meeting_id: int) -> Meeting:
    """The meeting.

    Raises:
        NotFound: there is none that `user` may know of.
    """
    found = visible_meetings(user).select_related("unit", "room", "series").filter(id=meeting_id).first()
    if found is None:
        raise NotFound
    return found


def held_at(prefix: str = "") -> Coalesce:
    """When a meeting was opened, and until it is, when it is planned to begin: `Meeting.held_at` as SQL.

    Args:
        prefix: of a row that belongs to a meeting, the way to it: "meeting__".
    """
    return Coalesce(f"{prefix}opened_at", f"{prefix}starts_at")


def meetings_between(user: User, first: dt.date, last: dt.date) -> QuerySet[Meeting]:
    """The meetings that `user` sees and that touch the days from `first` to `last`, in the order of time."""
    found = visible_meetings(user).select_related("unit", "room", "series").order_by("starts_at", "id")
    return _touching(found, first, last)


def _over_at() -> Combinable:
    """The planned end, as much later or earlier as the meeting was opened."""
    shift = ExpressionWrapper(held_at() - F("starts_at"), DurationField())
    return ExpressionWrapper(F("ends_at") + shift, DateTimeField())


def _touching(found: QuerySet[Meeting], first: dt.date | None, last: dt.date | None) -> QuerySet[Meeting]:
    """Those of the meetings that touch the days from `first` to `last`; None: without an end."""
    found = found.alias(begun_at=held_at(), over_at=_over_at())
    if first is not None:
        found = found.filter(over_at__gt=dt.datetime.combine(first, dt.time(), LOCAL))
    if last is not None:
        found = found.filter(begun_at__lt=dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), LOCAL))
    return found


def meetings_for(
    user: User,
    *,
    states: tuple[str, ...] = (),
    kind: str = "",
    words: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> QuerySet[Meeting]:
    """The meetings that `user` sees, the latest first.

    Args:
        user: who looks.
        states: codes of State; none: all but those cancelled.
        kind: a code of MeetingKind, "" for all.
        words: words of title, chair or place, in any spelling of the diacritics.
        first: those that touch this day or a later one.
        last: those that touch this day or an earlier one.
    """
    found = visible_meetings(user).select_related("unit", "room", "series").order_by("-starts_at", "-id")
    found = found.filter(state__in=states) if states else found.exclude(state=State.CANCELLED)
    if kind:
        found = found.filter(kind=kind)
    for word in fold(words).split():
        found = found.filter(search_text__contains=word)
    return _touching(found, first, last)


def invitees_of(meeting: Meeting) -> QuerySet[Invitee]:
    """Who is called to a meeting, in its order."""
    return (
        Invitee.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, withdrawn_at__isnull=True
        )
        .select_related("category", "venue", "unit", "post")
        .order_by("category__position", "position", "id")
    )


def own_invitees(user: User, meeting: Meeting) -> list[Invitee]:
    """Those who are called to a meeting and for whom `user` answers."""
    mine = units_of(user)
    return [each for each in invitees_of(meeting) if each.unit_id in mine]
