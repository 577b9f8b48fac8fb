"""What this room tells people: of a part that is theirs or was reported to them, of a transfer, of work that ended otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.directives.models import Assignment, Directive
from dondoc.followup import events
from dondoc.followup.models import Part, Transfer
from dondoc.foundation.text import shortened
from dondoc.notifications.outbox import NewMessage, send

PART = "followup.part"
TRANSFER = "followup.transfer"
ENDED = "followup.ended"
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
    of_unit = _people(actor.jurisdiction_id, units)
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


def tell_of_transfer(actor: User, transfer: Transfer, assignment: Assignment, *, now: dt.datetime) -> None:
    """Tell who is next: the unit that would take it, the office once that agreed, both units once it is decided."""
    here = actor.jurisdiction_id
    if transfer.state == "asked":
        told = set().union(*_people(here, {transfer.to_unit_id}).values())
    elif transfer.state == "agreed":
        decides = Q(role=Role.OFFICE_LEADER) | Q(role=Role.SPECIALIST, fields__contains=[assignment.field_id])
        if assignment.field_id is None:
            decides = Q(role__in=(Role.OFFICE_LEADER, Role.SPECIALIST))
        found = User.objects.filter(decides, jurisdiction_id=here, is_active=True)
        told = set(found.values_list("id", flat=True))
    else:
        told = set().union(*_people(here, {transfer.to_unit_id, assignment.unit_id}).values())
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
    of_unit = _people(actor.jurisdiction_id, {row.unit_id for row, _role in listed})
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
        path = f"{reverse('web:directive', args=[row.directive_id])}#phan-viec-{row.id}"
        key = f"succession:{succession_id}:{row.id}"
        messages += [
            NewMessage(each, key, ENDED, payload, path) for each in sorted(of_unit.get(row.unit_id, set()) - {actor.pk})
        ]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)


def _people(jurisdiction_id: int, unit_ids: Collection[int]) -> dict[int, set[int]]:
    """The active people of units who do their work, by unit (one query)."""
    found: dict[int, set[int]] = {}
    if unit_ids:
        listed = User.objects.filter(
            jurisdiction_id=jurisdiction_id, unit_id__in=unit_ids, is_active=True, role__in=UNIT_ROLES | OFFICE_ROLES
        )
        for pk, unit_id in listed.values_list("id", "unit_id"):
            found.setdefault(unit_id or 0, set()).add(pk)
    return found
