"""Who sees the board, who keeps the list and its targets, who enters values and who approves them."""

from __future__ import annotations

from collections.abc import Collection

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.accounts.models import User

_KEEPERS = frozenset({Role.OFFICE_LEADER, Role.SPECIALIST})


def may_see_indicators(user: User) -> bool:
    """Return whether `user` reads the board: everybody who reads directives; it is public at the year's end."""
    return people.may_see_directives(user)


def may_keep_indicators(user: User, field_id: int | None = None) -> bool:
    """Return whether `user` keeps an indicator and its targets: the office's leader, a specialist in their own fields."""
    if not user.is_active or user.role not in _KEEPERS:
        return False
    return user.role == Role.OFFICE_LEADER or field_id is None or field_id in user.fields


def may_enter(
    user: User, *, field_id: int | None, below: Collection[int], unit_id: int | None, lead_id: int | None
) -> bool:
    """Return whether `user` enters a value.

    Args:
        user: who enters.
        field_id: the indicator's field: its specialist enters too.
        below: the user's own unit and those below it (`accounts.permissions.scope_of`).
        unit_id: whose part of the indicator; None: the whole.
        lead_id: the unit that leads the indicator.
    """
    if may_keep_indicators(user, field_id):
        return True
    if not user.is_active or user.role not in UNIT_ROLES:
        return False
    return (unit_id if unit_id is not None else lead_id) in below or lead_id in below


def may_approve(
    user: User, *, field_id: int | None, below: Collection[int], unit_id: int | None, lead_id: int | None, entered_by: int
) -> bool:  # fmt: skip
    """Return whether `user` approves a value or returns it: never the one who entered it.

    A unit's part is approved by the head of the unit that leads the indicator, or by the office; the whole by the office.

    Args:
        user: who would decide.
        field_id: the indicator's field.
        below: the user's own unit and those below it.
        unit_id: whose part; None: the whole.
        lead_id: the unit that leads the indicator.
        entered_by: who entered it.
    """
    if user.pk == entered_by:
        return False
    if may_keep_indicators(user, field_id):
        return True
    leads = lead_id in below and unit_id is not None and unit_id != lead_id
    return user.is_active and user.role == Role.UNIT_HEAD and leads


def may_lock(user: User) -> bool:
    """Return whether `user` closes a period and opens it again: the leader of the office, by name."""
    return user.is_active and user.role == Role.OFFICE_LEADER
