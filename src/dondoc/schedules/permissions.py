"""Who lets directives come again, and who moves deadlines that another calendar counts otherwise."""

from __future__ import annotations

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.schedules.rules import plays


def may_schedule(user: User, *, field_id: int | None) -> bool:
    """Return whether `user` starts, changes and stops series of that field: who gives directives of it."""
    return plays("scheduler", user.role) and people.may_confirm_reading(user, field_id=field_id)


def may_recount(user: User) -> bool:
    """Return whether `user` moves the deadlines that a calendar counts otherwise: the leader of the office, for all."""
    return user.is_active and user.role == Role.OFFICE_LEADER
