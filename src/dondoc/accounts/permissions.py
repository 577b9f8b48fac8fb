"""Who sees what and may do what: pure functions of role, unit and fields. Every room asks here.

`scope_of` is the one place that says which assignments a person sees; lists filter by it and pages of a
single thing ask `Scope.sees`. What is outside a person's scope does not exist for them (404).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.organizations.selectors import descendants

ScopeKind = Literal["all", "units", "fields", "none"]

_SEES_ALL = frozenset({Role.CHAIR, Role.OFFICE_LEADER, Role.CLERK, Role.OBSERVER})
_DECIDES = frozenset({Role.OFFICE_LEADER, Role.SPECIALIST})


@dataclass(frozen=True, slots=True)
class Scope:
    """The assignments and directives of one jurisdiction that a person sees.

    Attributes:
        jurisdiction_id: nothing of another jurisdiction is ever seen.
        kind: `all`; `units` (assignments of `unit_ids`); `fields` (what is in `field_ids` or in no field);
            `none`.
        unit_ids: filled for `units`: the person's own unit and its descendants.
        field_ids: filled for `fields`.
    """

    jurisdiction_id: int
    kind: ScopeKind
    unit_ids: frozenset[int] = frozenset()
    field_ids: frozenset[int] = frozenset()

    def sees(self, *, jurisdiction_id: int, unit_ids: Collection[int], field_id: int | None) -> bool:
        """Return whether something of these units (any of them) and of this field is within the scope."""
        if jurisdiction_id != self.jurisdiction_id or self.kind == "none":
            return False
        if self.kind == "units":
            return not self.unit_ids.isdisjoint(unit_ids)
        if self.kind == "fields":
            return field_id is None or field_id in self.field_ids
        return True

    def sees_figures_of(self, unit_id: int) -> bool:
        """Return whether figures of the unit may be shown: a unit's people see those of their own units only."""
        return self.kind in {"all", "fields"} or (self.kind == "units" and unit_id in self.unit_ids)


def scope_of(user: User) -> Scope:
    """Return what `user` sees. Asks the database only for the people of units (one query)."""
    here = user.jurisdiction_id
    if not user.is_active:
        return Scope(here, "none")
    if user.role in _SEES_ALL:
        return Scope(here, "all")
    if user.role == Role.SPECIALIST:
        return Scope(here, "fields", field_ids=frozenset(user.fields))
    if user.role in UNIT_ROLES and user.unit_id is not None:
        return Scope(here, "units", unit_ids=descendants(here, {user.unit_id}))
    return Scope(here, "none")


def is_office(user: User) -> bool:
    """Return whether `user` works in the office that follows the directives."""
    return user.is_active and user.role in OFFICE_ROLES


def may_see_directives(user: User) -> bool:
    """Return whether `user` sees any directive at all; the administrator sees units and users only."""
    return user.is_active and user.role != Role.ADMINISTRATOR


def _office_decides(user: User, field_id: int | None) -> bool:
    if not user.is_active or user.role not in _DECIDES:
        return False
    return user.role == Role.OFFICE_LEADER or field_id is None or field_id in user.fields


def may_upload_document(user: User) -> bool:
    """Return whether `user` may bring in a document and have it read."""
    return is_office(user)


def may_see_reading_report(user: User) -> bool:
    """Return whether `user` may see how right the reader was and which names people entered by hand.

    The office confirms readings; the administrator takes names into the directory and reads the sentences for that.
    """
    return is_office(user) or may_manage_users(user)


def may_confirm_reading(user: User, *, field_id: int | None = None) -> bool:
    """Return whether `user` may make directives of a reading; a specialist in their own fields."""
    return _office_decides(user, field_id)


def may_decide_completion(user: User, *, field_id: int | None, unit_id: int | None = None) -> bool:
    """Return whether `user` may accept or return a reported completion.

    Args:
        user: who would decide.
        field_id: the directive's field.
        unit_id: the unit that reported; a specialist does not decide on their own unit's report.
    """
    if not _office_decides(user, field_id):
        return False
    return user.role == Role.OFFICE_LEADER or unit_id is None or unit_id != user.unit_id


def may_withdraw(user: User, *, field_id: int | None) -> bool:
    """Return whether `user` may withdraw an assignment or a directive."""
    return _office_decides(user, field_id)


def may_reopen(user: User) -> bool:
    """Return whether `user` may reopen an assignment that was accepted or withdrawn.

    Closing is the office's work of every day; undoing it changes figures that were reported. So it is for those who
    answer for them: the leader of the office and the leaders of the People's Committee.
    """
    return user.is_active and user.role in {Role.OFFICE_LEADER, Role.CHAIR}


def may_backdate(user: User) -> bool:
    """Return whether `user` may give a fact an effective day before today (with a reason)."""
    return user.is_active and user.role in _DECIDES


def may_record_event(user: User) -> bool:
    """Return whether `user` may record that an event which deadlines wait for has happened."""
    return user.is_active and user.role in _DECIDES


def may_report_for(user: User, unit_id: int, *, scope: Scope | None = None) -> bool:
    """Return whether `user` may acknowledge, start and report for `unit_id`.

    A unit's people do it for their unit and those below it, the office's people for the office itself.

    Args:
        user: who would report.
        unit_id: the unit of the assignment.
        scope: `scope_of(user)` where the caller has it already.
    """
    if not user.is_active:
        return False
    if user.role in UNIT_ROLES:
        return user.unit_id == unit_id or unit_id in (scope or scope_of(user)).unit_ids
    return user.role in OFFICE_ROLES and user.unit_id is not None and user.unit_id == unit_id


def may_export(user: User) -> bool:
    """Return whether `user` may export the list of what they see."""
    return may_see_directives(user)


def may_see_files(user: User) -> bool:
    """Return whether `user` may open the evidence files of what they see; an observer may not."""
    return may_see_directives(user) and user.role != Role.OBSERVER


def may_manage_users(user: User) -> bool:
    """Return whether `user` may create and change the users of their jurisdiction."""
    return user.is_active and user.role == Role.ADMINISTRATOR
