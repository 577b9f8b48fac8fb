"""Who sees drafts and what they may do with one: pure functions of role and state."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.drafting import rules
from dondoc.drafting.choices import State
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import NotFound

# What the chair sees: what has been put before the leaders of the office, and what comes after.
_PUT_FORWARD = (State.SUBMITTED, State.APPROVED, State.NUMBERED, State.SIGNED, State.ISSUED, State.RECALLED)


def may_see_drafts(user: User) -> bool:
    """Return whether `user` sees any draft: the office, and the chair."""
    return is_office(user) or (user.is_active and user.role == Role.CHAIR)


def require_drafts(user: User) -> None:
    """Do nothing where `user` sees drafts at all.

    Raises:
        NotFound: for others there are none.
    """
    if not may_see_drafts(user):
        raise NotFound


def visible_drafts(user: User) -> QuerySet[OutgoingDraft]:
    """Return the drafts that `user` may know of."""
    here = OutgoingDraft.objects.filter(jurisdiction_id=user.jurisdiction_id)
    if is_office(user):
        return here
    return here.filter(state__in=_PUT_FORWARD) if may_see_drafts(user) else here.none()


def may_write_drafts(user: User) -> bool:
    """Return whether `user` begins drafts."""
    return is_office(user)


def may(user: User, verb: rules.Verb, state: str) -> bool:
    """Return whether `user` may take this step with a draft in this state."""
    step = rules.transition(state, verb)
    return user.is_active and step is not None and rules.plays(step.who, user.role)


def may_comment(user: User, state: str) -> bool:
    """Return whether `user` may comment on a draft in this state; when it is issued there is nothing to say."""
    return may_see_drafts(user) and state not in rules.CLOSED


def may_keep_mandates(user: User) -> bool:
    """Return whether `user` records who may sign: the leader of the office."""
    return user.is_active and user.role == Role.OFFICE_LEADER
