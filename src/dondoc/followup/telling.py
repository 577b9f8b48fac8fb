"""What this room tells people: of a part that is theirs or was reported to them, of a transfer, of work that ended otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives import events as directive_events
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.telling import path_of, people_of, send_step
from dondoc.followup import events
from dondoc.followup.models import DeadlineDeputy, Part, Transfer
from dondoc.followup.permissions import setters
from dondoc.foundation.clock import local_day
from dondoc.foundation.text import shortened
from dondoc.notifications.outbox import NewMessage, send

PART = "followup.part"
TRANSFER = "followup.transfer"
ENDED = "followup.ended"
#: Of these steps who decides on the deadline is told.
OF_DECIDER = (directive_events.EXTENSION_ASKED, directive_events.EXTENSION_WITHDRAWN)
_QUOTED = 200


def tell_of_parts(actor: User, parts: Collection[Part], code: str, *, now: dt.datetime) -> None:
    """Tell who has these parts what happened to them, or, of a report, who divided; nobody of what they did themselves.

    Args:
        actor: who did it.
        parts: of one assignment.
        code: of the event.
        now: the moment.
    """
    if code in (events.PART_ACKNOWLEDGED, events.PART_STARTED):
        return
    persons, units = set(), set()
    whom = {}
    for part in parts:
        user_id, unit_id = (
            (part.giver_user_id, part.giver_unit_id) if code == events.PART_REPORTED else (part.user_id, part.unit_id)
        )
        whom[part.id] = (user_id, unit_id)
        if user_id is not None:
            persons.add(user_id)
        else:
            units.add(unit_id)
    of_unit = people_of(actor.jurisdiction_id, units)
    active = User.objects.filter(jurisdiction_id=actor.jurisdiction_id, id__in=persons, is_active=True)
    known = set(active.values_list("id", flat=True))
    messages = []
    for part in parts:
        user_id, unit_id = whom[part.id]
        told = ({user_id} & known) if user_id is not None else of_unit.get(unit_id, set())
        payload = {
            "what": code, "by": actor.full_name, "text": shortened(part.text, _QUOTED),
            "due_on": part.due_on.isoformat() if part.due_on else None,
        }  # fmt: skip
        path, key = reverse("web:part", args=[part.id]), f"{code}:{part.id}:{now.isoformat()}"
        messages += [NewMessage(each, key, PART, payload, path) for each in sorted(told - {actor.pk})]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)


def tell_of_request(actor: User, assignment: Assignment, code: str, *, now: dt.datetime) -> None:
    """Tell who decides on an assignment's deadline that its unit asks for another one, or asks no more.

    Who set the deadline and who was named in their place that day; where they are gone, the leaders of the office.
    """
    here, on = actor.jurisdiction_id, local_day(now)
    setter = setters(here, [assignment.id]).get(assignment.id)
    deputies = DeadlineDeputy.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), jurisdiction_id=here, setter_id=setter or 0, valid_from__lte=on
    ).values("deputy_id")
    active = User.objects.filter(jurisdiction_id=here, is_active=True)
    decides = active.filter(
        Q(id=setter) | Q(id__in=deputies), role__in=(Role.SPECIALIST, Role.OFFICE_LEADER, Role.CHAIR)
    )
    told = set(decides.exclude(unit_id=assignment.unit_id).values_list("id", flat=True))
    told = told or set(active.filter(role=Role.OFFICE_LEADER).values_list("id", flat=True))
    send_step(actor, assignment, code, told, now=now)


def tell_of_transfer(actor: User, transfer: Transfer, assignment: Assignment, *, now: dt.datetime) -> None:
    """Tell who is next: the unit that would take it, the office once that agreed, both units once it is decided."""
    here = actor.jurisdiction_id
    if transfer.state == "asked":
        told = set().union(*people_of(here, {transfer.to_unit_id}).values())
    elif transfer.state == "agreed":
        decides = Q(role=Role.OFFICE_LEADER) | Q(role=Role.SPECIALIST, fields__contains=[assignment.field_id])
        if assignment.field_id is None:
            decides = Q(role__in=(Role.OFFICE_LEADER, Role.SPECIALIST))
        found = User.objects.filter(decides, jurisdiction_id=here, is_active=True)
        told = set(found.values_list("id", flat=True))
    else:
        told = set().union(*people_of(here, {transfer.to_unit_id, assignment.unit_id}).values())
    payload = {
        "state": str(transfer.state), "to": transfer.to_unit.name, "task": shortened(assignment.directive.text, _QUOTED),
        "by": actor.full_name,
    }  # fmt: skip
    path = reverse("web:transfer", args=[transfer.id])
    key = f"transfer:{transfer.id}:{transfer.state}"
    messages = [NewMessage(each, key, TRANSFER, payload, path) for each in sorted(told - {actor.pk})]
    send(jurisdiction_id=here, messages=messages, now=now)


def tell_of_ending(
    actor: User, rows: Iterable[tuple[Assignment, str]], *, kind: str, succession_id: int, now: dt.datetime
) -> None:
    """Tell the people of units that work ended otherwise than by being done, or that it is theirs now.

    Args:
        actor: who acted.
        rows: assignments of the act, each with "ended" or "given".
        kind: code of `SuccessionKind`.
        succession_id: the act.
        now: the moment.
    """
    listed = list(rows)
    of_unit = people_of(actor.jurisdiction_id, {row.unit_id for row, _role in listed})
    directives = Directive.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, id__in={row.directive_id for row, _role in listed}
    )
    texts = dict(directives.values_list("id", "text"))
    messages = []
    for row, role in listed:
        payload: dict[str, Any] = {
            "kind": str(kind),
            "role": role,
            "task": shortened(texts[row.directive_id], _QUOTED),
            "by": actor.full_name,
        }
        path, key = path_of(row), f"succession:{succession_id}:{row.id}"
        messages += [
            NewMessage(each, key, ENDED, payload, path) for each in sorted(of_unit.get(row.unit_id, set()) - {actor.pk})
        ]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)
