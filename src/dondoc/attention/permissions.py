"""Who stars, who gathers themes, who reads and writes comments, who can be called on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import Scope
from dondoc.attention.models import Comment
from dondoc.attention.rules import CommentState, comment_step, plays
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import may_read_report
from dondoc.organizations.selectors import ancestors


def may_star(user: User) -> bool:
    """Return whether `user` marks what comes first: the leaders of the committee and of its office."""
    return user.is_active and plays("leader", user.role)


def may_open_theme(user: User) -> bool:
    """Return whether `user` opens, changes and closes themes: the leaders and the office's specialists."""
    return user.is_active and plays("gatherer", user.role)


def may_gather(user: User, directive: Directive) -> bool:
    """Return whether `user` puts a directive that they see into a theme; a specialist in their own fields."""
    return may_open_theme(user) and (
        plays("leader", user.role) or people.may_confirm_reading(user, field_id=directive.field_id)
    )


def may_comment(user: User) -> bool:
    """Return whether `user` says something of what they see; who only looks on does not."""
    return people.may_see_directives(user) and plays("commenter", user.role)


def state_of(comment: Comment) -> CommentState:
    """Return how a comment stands."""
    return CommentState.STANDING if comment.removed_at is None else CommentState.REMOVED


def may_change_comment(user: User, comment: Comment) -> bool:
    """Return whether `user` changes the words: their own, while they stand."""
    stands = comment_step(state_of(comment), "change") is not None
    return may_comment(user) and stands and comment.written_by_id == user.pk


def may_remove_comment(user: User, comment: Comment) -> bool:
    """Return whether `user` takes it away: their own, the leader of the office any."""
    return comment_step(state_of(comment), "remove") is not None and (
        may_change_comment(user, comment) or (user.is_active and user.role == Role.OFFICE_LEADER)
    )


def reads_comment(scope: Scope, comment: Comment, assignments: Collection[Assignment]) -> bool:
    """Return whether a person of this scope, who sees the directive, reads a comment.

    One on a unit's part is read by those who read its reports: units that stand side by side do not read each other's.

    Args:
        scope: of the person.
        comment: the comment.
        assignments: all of the directive.
    """
    if comment.assignment_id is None:
        return True
    return any(one.id == comment.assignment_id and may_read_report(scope, one, assignments) for one in assignments)


def readers(directive: Directive, assignments: Iterable[Assignment], assignment_id: int | None) -> list[User]:
    """Return who can be called on in a comment: the active people who read it (three queries).

    Args:
        directive: of which directive.
        assignments: all of the directive.
        assignment_id: the unit's part it is about, None for the whole.
    """
    parts = list(assignments)
    own = next((one for one in parts if one.id == assignment_id), None)
    units = {one.unit_id for one in parts}
    if own is not None:
        units = {one.unit_id for one in parts if one.id == own.id or one.role != own.role}
    above = ancestors(directive.jurisdiction_id, units)
    everybody = User.objects.filter(jurisdiction_id=directive.jurisdiction_id, is_active=True)
    return [user for user in everybody.order_by("username") if _reads(user, directive, above)]


def _reads(user: User, directive: Directive, units: frozenset[int]) -> bool:
    if not may_comment(user):
        return False
    if user.role in UNIT_ROLES:
        return user.unit_id in units
    return user.role != Role.SPECIALIST or directive.field_id is None or directive.field_id in user.fields
