"""Who knows of which tasks from above, and who does what with them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts import permissions as people
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.central.models import CentralTask
from dondoc.central.rules import TRANSITIONS, VERBS, Transition, Verb, plays, transition
from dondoc.directives.models import Assignment


def may_see_central(user: User) -> bool:
    """Return whether `user` may open the list at all: who sees directives."""
    return people.may_see_directives(user)


def may_keep_central(user: User) -> bool:
    """Return whether `user` records tasks and takes in the centre's files: the office."""
    return people.is_office(user)


def tasks_seen(user: User) -> QuerySet[CentralTask]:
    """Return the tasks that `user` may know of.

    As directives are seen: a specialist those of their fields, of none, and those they answer for; a unit's people those that
    their unit leads or has a part in.
    """
    here = CentralTask.objects.filter(jurisdiction_id=user.jurisdiction_id)
    scope = people.scope_of(user)
    if scope.kind == "none":
        return here.none()
    if scope.kind == "fields":
        return here.filter(
            Q(field_id__isnull=True) | Q(field_id__in=sorted(scope.field_ids)) | Q(specialist_id=user.pk)
        )
    if scope.kind == "units":
        units = sorted(scope.unit_ids)
        part = Assignment.objects.filter(
            jurisdiction_id=user.jurisdiction_id, directive_id=OuterRef("directive_id"), unit_id__in=units
        )
        return here.filter(Q(unit_id__in=units) | Exists(part))
    return here


def may(user: User, verb: Verb, task: CentralTask) -> bool:
    """Return whether `user`, who sees the task, may take this step in some state of it."""
    if not people.is_office(user) or task.jurisdiction_id != user.jurisdiction_id:
        return False
    if user.role == Role.SPECIALIST and task.specialist_id != user.pk and task.field_id not in {None, *user.fields}:
        return False
    return any(plays(step.who, user.role) for step in TRANSITIONS if step.verb == verb)


def steps_for(user: User, task: CentralTask) -> list[Transition]:
    """Return the steps that `user` may take now: the buttons of its page."""
    found = []
    for verb in VERBS:
        step = transition(task.state, verb)
        if step is None or not may(user, verb, task) or not _applies(verb, task):
            continue
        found.append(step)
    return found


def _applies(verb: Verb, task: CentralTask) -> bool:
    if verb in {"assign", "link"}:
        return task.directive_id is None
    if verb == "unlink":
        return task.directive_id is not None
    return True
