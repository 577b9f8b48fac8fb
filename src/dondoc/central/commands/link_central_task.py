"""Tie a task from above to a directive that the province has already: it is followed once, not twice."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.commands import _steps
from dondoc.central.commands.assign_central_task import require_unlinked
from dondoc.central.models import CentralTask
from dondoc.directives.choices import AssignmentRole
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import require_visible
from dondoc.foundation.errors import NotFound


def link_central_task(
    *, actor: User, task_id: int, directive_id: int, now: dt.datetime, request_id: str = ""
) -> CentralTask:
    """Tie them. Deadlines stay as they are: where ours is after the centre's, both pages say so.

    Args:
        actor: the leader of the office, or a specialist in their own fields.
        task_id: which task.
        directive_id: which directive; several tasks of the centre may be one directive here.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such task or directive for this person.
        Refused: they do not tie it.
        Conflict: it is tied already (`assigned_already`), or closed.
    """
    with transaction.atomic():
        task = _steps.lock_task(actor, task_id)
        _steps.require_step(actor, "link", task)
        require_unlinked(task)
        directive = Directive.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=directive_id).first()
        if directive is None:
            raise NotFound(_("Không tìm thấy nhiệm vụ đã chọn; hãy chọn lại."), field="directive")
        parts = list(
            Assignment.objects.filter(jurisdiction_id=actor.jurisdiction_id, directive_id=directive.id).order_by("id")
        )
        require_visible(actor, directive, frozenset(one.unit_id for one in parts))
        task.directive_id = directive.id
        if task.unit_id is None:
            task.unit_id = next((one.unit_id for one in parts if one.role == AssignmentRole.LEAD), None)
        if task.field_id is None:
            task.field_id = directive.field_id
        _steps.write(task, events.LINKED, {}, actor=actor, now=now, request_id=request_id)
    return task
