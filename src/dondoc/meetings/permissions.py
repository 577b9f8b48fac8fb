"""Who sees which meeting, and what they may do there."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office, scope_of
from dondoc.foundation.errors import NotFound
from dondoc.meetings import rules
from dondoc.meetings.choices import Presence, State
from dondoc.meetings.models import Invitee, Meeting, Venue


def may_see_meetings(user: User) -> bool:
    """Return whether `user` sees any meeting; the administrator sees none."""
    return user.is_active and user.role != Role.ADMINISTRATOR


def require_meetings(user: User) -> None:
    """Do nothing where `user` sees meetings at all.

    Raises:
        NotFound: for others there are none.
    """
    if not may_see_meetings(user):
        raise NotFound


def units_of(user: User) -> frozenset[int]:
    """Return the units that `user` answers and speaks for: their own and, for a unit's people, those below it."""
    if user.unit_id is None or not user.is_active:
        return frozenset()
    return scope_of(user).unit_ids if user.role in UNIT_ROLES else frozenset({user.unit_id})


def sees_all_meetings(user: User) -> bool:
    """Return whether `user` sees every meeting of the jurisdiction: the office, and the chair."""
    return is_office(user) or (user.is_active and user.role == Role.CHAIR)


def visible_meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings that `user` may know of: the office and the chair all, others those that they are called to.

    A plan is the office's own until its invitation goes out, also one that was cancelled before that.
    """
    here = Meeting.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if sees_all_meetings(user):
        return here
    if not may_see_meetings(user):
        return here.none()
    mine = units_of(user)
    called = Invitee.objects.filter(
        jurisdiction_id=user.jurisdiction_id, meeting_id=OuterRef("id"), unit_id__in=mine, withdrawn_at__isnull=True
    )
    keeps = Venue.objects.filter(jurisdiction_id=user.jurisdiction_id, meeting_id=OuterRef("id"), unit_id__in=mine)
    own_to_the_office = Q(state=State.PLANNED) | Q(state=State.CANCELLED, called_at__isnull=True)
    return here.exclude(own_to_the_office).filter(Exists(called) | Exists(keeps))


def may_plan(user: User) -> bool:
    """Return whether `user` plans meetings: the office."""
    return is_office(user)


def may_keep_minutes(user: User) -> bool:
    """Return whether `user` works as a meeting's secretary: the office."""
    return is_office(user)


def may_consent(user: User) -> bool:
    """Return whether `user` says yes or no to absences and substitutes: the chair, or the leader of the office for them."""
    return user.is_active and user.role in {Role.CHAIR, Role.OFFICE_LEADER}


def may_answer_for(user: User, unit_id: int | None) -> bool:
    """Return whether `user` answers an invitation for this unit: the unit's people, and the office for everybody."""
    return is_office(user) or (
        unit_id is not None and unit_id in units_of(user) and user.role in UNIT_ROLES | {Role.CHAIR, Role.OBSERVER}
    )


def may_answer_now(user: User, meeting: Meeting, invitee: Invitee, now: dt.datetime) -> bool:
    """Return whether `user` may answer this invitation at this moment: a unit until the meeting begins, the office until it ends."""
    if not may_answer_for(user, invitee.unit_id) or meeting.state not in rules.ANSWER_STATES:
        return False
    return is_office(user) or (rules.takes_answers(meeting, now) and invitee.presence == Presence.UNKNOWN)


def may_see_reasons(user: User) -> bool:
    """Return whether `user` reads why anybody is absent: the office and the chair. A unit's people read their own only."""
    return sees_all_meetings(user)


def may_see_statistics(user: User) -> bool:
    """Return whether `user` reads figures of attendance: the office and the chair all, others those of their own units."""
    return may_see_meetings(user)


def may_judge(user: User) -> bool:
    """Return whether `user` decides on explanations of a breach: the leader of the office."""
    return user.is_active and user.role == Role.OFFICE_LEADER


def keeps_a_venue(user: User, meeting: Meeting) -> bool:
    """Return whether `user`'s unit keeps the list of a venue of this meeting."""
    return Venue.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, unit_id__in=units_of(user)
    ).exists()


def may(user: User, verb: rules.Verb, state: str) -> bool:
    """Return whether `user` may take this step with a meeting in this state."""
    step = rules.transition(state, verb)
    return user.is_active and step is not None and rules.plays(step.who, user.role)
