"""Urge units at once: a message to their people, an event on the chain of every assignment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events as chains
from dondoc.directives.models import Assignment
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused
from dondoc.foundation.text import shortened
from dondoc.foundation.typed import text_of
from dondoc.notifications.outbox import NewMessage
from dondoc.urging import events, messages, rules
from dondoc.urging.commands import _steps
from dondoc.urging.models import UrgedItem, Urging
from dondoc.urging.permissions import may_urge
from dondoc.urging.recipients import Recipients, recipients_of


def urge(
    *, actor: User, assignment_ids: Sequence[int], now: dt.datetime, note: str = "", request_id: str = ""
) -> Urging:
    """Urge for one assignment or many, of one unit or several; what stood then is pinned.

    Args:
        actor: the chair, the leader of the office, or the specialist of the fields.
        assignment_ids: at most a thousand, which their units still owe.
        now: the moment.
        note: to the units.
        request_id: groups what one request did.

    Raises:
        NotFound: one of them is not there for this person.
        Refused: the actor does not urge for one of them: another's field, their own unit.
        Conflict: a unit reported one meanwhile, or it is closed.
        BadInput: none, too many, a note too long.
    """
    words = text_of(note, field="note")
    with transaction.atomic():
        listed = _steps.lock_assignments(actor, assignment_ids)
        if not all(may_urge(actor, one) for one in listed):
            raise Refused(_("Bạn không đôn đốc việc ngoài lĩnh vực mình theo dõi hoặc việc của đơn vị mình."))
        over = [one for one in listed if one.lifecycle not in rules.URGE.lifecycles]
        if over:
            raise Conflict(
                _("%(count)s việc đã được báo cáo hoặc đã kết thúc nên không cần đôn đốc; hãy tải lại danh sách.")
                % {"count": len(over)},
                code="nothing_owed", assignments=[one.id for one in over],
            )  # fmt: skip
        people = recipients_of(actor.jurisdiction_id, local_day(now))
        urging = Urging.objects.create(
            jurisdiction_id=actor.jurisdiction_id,
            note=words,
            urged_on=local_day(now),
            urged_at=now,
            urged_by_id=actor.pk,
        )
        times = _times(actor.jurisdiction_id, [one.id for one in listed])
        UrgedItem.objects.bulk_create([_item(urging, one, people) for one in listed])
        _steps.on_chains(
            listed, chains.URGED, {"urging_id": urging.id, "note": words}, actor=actor, now=now, request_id=request_id,
            more={one.id: {"times": times.get(one.id, 0) + 1} for one in listed},
        )  # fmt: skip
        _steps.on_case(
            events.URGING, urging.id, events.URGED, {"assignments": [one.id for one in listed], "note": words},
            actor=actor, now=now, request_id=request_id, is_first=True,
        )  # fmt: skip
        _steps.tell(actor, _messages(actor, urging, listed, people), now=now)
    return urging


def _times(jurisdiction_id: int, assignment_ids: list[int]) -> dict[int, int]:
    """How often each was urged before."""
    found = UrgedItem.objects.filter(jurisdiction_id=jurisdiction_id, assignment_id__in=assignment_ids)
    return dict(found.values_list("assignment_id").annotate(times=Count("id")))


def _item(urging: Urging, assignment: Assignment, people: Recipients) -> UrgedItem:
    document = assignment.directive.document
    return UrgedItem(
        jurisdiction_id=urging.jurisdiction_id, urging_id=urging.id, assignment_id=assignment.id,
        unit_id=assignment.unit_id, role=assignment.role, lifecycle=assignment.lifecycle, due_on=assignment.due_on,
        document_code=(document.code or document.type_name)[:200] if document else "",
        document_issued_on=document.issued_on if document else assignment.directive.issued_on,
        text=assignment.directive.text, user_ids=list(people.of_unit(assignment.unit_id, field_id=assignment.field_id)),
    )  # fmt: skip


def _messages(actor: User, urging: Urging, listed: Sequence[Assignment], people: Recipients) -> list[NewMessage]:
    by_unit: dict[int, list[Assignment]] = {}
    for one in listed:
        by_unit.setdefault(one.unit_id, []).append(one)
    found = []
    for unit_id, here in by_unit.items():
        payload = {
            "actor": actor.full_name, "count": len(here), "text": shortened(here[0].directive.text, 160), "note": urging.note,
            "unit": here[0].unit.name,
        }  # fmt: skip
        path = (
            messages.directive_path(here[0].directive_id, here[0].id)
            if len(here) == 1
            else f"/don-doc/lan/{urging.id}/"
        )
        found += [
            NewMessage(user_id, f"don-doc:{urging.id}:{unit_id}", messages.URGED, payload, path, is_urgent=True)
            for user_id in sorted({user for one in here for user in people.of_unit(unit_id, field_id=one.field_id)})
        ]
    return found
