"""Set how pressing a directive is: how often its units are awaited to report."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import Priority
from dondoc.directives.commands.step import write_change
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.permissions import require_visible
from dondoc.directives.states import state_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import NewEvent, append


def set_priority(
    *, actor: User, directive_id: int, priority: str, now: dt.datetime, reason: str = "", request_id: str = ""
) -> Directive:
    """Set the priority of a directive and so of all its assignments, each with its event: a past day keeps the old one.

    Args:
        actor: who decides for the office in the directive's field.
        directive_id: the directive.
        priority: a code of Priority.
        now: the moment.
        reason: why, kept in the ledger.
        request_id: groups what one request did.

    Raises:
        NotFound: no such directive for this person.
        Refused: they do not decide in that field.
        BadInput: there is no such priority.
    """
    if priority not in Priority.values:
        raise BadInput(_("Hãy chọn mức ưu tiên."), code="priority", field="priority")
    with transaction.atomic():
        # The directive before its assignments, as all who change a whole directive do.
        directive = (
            Directive.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, id=directive_id).first()
        )
        if directive is None:
            raise NotFound
        assignments = list(
            Assignment.objects.select_for_update()
            .filter(jurisdiction_id=actor.jurisdiction_id, directive_id=directive_id)
            .order_by("id")
        )
        require_visible(actor, directive, frozenset(one.unit_id for one in assignments))
        if not people.may_withdraw(actor, field_id=directive.field_id):
            raise Refused(_("Mức ưu tiên do Văn phòng đặt, theo lĩnh vực."), code="refused")
        was = directive.priority
        if was == priority:
            return directive
        directive.priority = priority
        Directive.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=directive.id).update(priority=priority)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.DIRECTIVE, directive.id, events.DIRECTIVE_PRIORITY_SET,
                    {"priority": str(priority), "was": str(was)}, reason=reason.strip(),
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
        for assignment in assignments:
            before = state_of(assignment)
            assignment.priority, assignment.changed_at = priority, now
            write_change(
                assignment, before, actor=actor, code=events.ASSIGNMENT_PRIORITY_SET, payload={"was": str(was)},
                day=local_day(now), reason="", now=now, request_id=request_id,
            )  # fmt: skip
    return directive
