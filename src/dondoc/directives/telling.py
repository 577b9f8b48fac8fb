"""Who is told at once of what happens to an assignment: the unit of what the office did, the office of what the unit did.

A message goes in the transaction of the step; nobody is told of what they did themselves. What many rows have in common (a
notice with thirty tasks, a sheet of a thousand, an event that dates a hundred) is one message for each person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.urls import reverse

from dondoc.accounts.choices import OFFICE_ROLES, UNIT_ROLES, Role
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.models import Assignment, Directive
from dondoc.documents.models import Document
from dondoc.foundation.text import shortened
from dondoc.notifications.outbox import NewMessage, send
from dondoc.organizations.models import Unit

STEP = "directives.step"
GIVEN = "directives.given"
DATED = "directives.dated"
_QUOTED = 200


class Side(StrEnum):
    """Who is told of a step."""

    UNIT = "unit"  # the people of the unit whose assignment it is
    OFFICE = "office"  # who follows the field for the office; its leader where nobody does


#: Of which step of one assignment who is told. What is not here is read on the desk and in the history.
TOLD: Mapping[str, Side] = {
    events.ASSIGNMENT_REPORTED: Side.OFFICE,
    events.ASSIGNMENT_ACCEPTED: Side.UNIT,
    events.ASSIGNMENT_RETURNED: Side.UNIT,
    events.ASSIGNMENT_WITHDRAWN: Side.UNIT,
    events.ASSIGNMENT_REOPENED: Side.UNIT,
    events.ASSIGNMENT_DEADLINE_SET: Side.UNIT,
    events.ASSIGNMENT_PRIORITY_SET: Side.UNIT,
    events.EXTENSION_GRANTED: Side.UNIT,
    events.EXTENSION_REFUSED: Side.UNIT,
    events.CLOCK_STOPPED: Side.UNIT,
    events.CLOCK_RESUMED: Side.UNIT,
}


def tell_of_step(actor: User, assignment: Assignment, code: str, *, now: dt.datetime) -> None:
    """Tell whom `TOLD` names of a step of one assignment.

    Args:
        actor: who took it.
        assignment: after the step.
        code: of the event.
        now: the moment.
    """
    side = TOLD.get(code)
    if side is None:
        return
    here = actor.jurisdiction_id
    if side is Side.UNIT:
        told = people_of(here, {assignment.unit_id}).get(assignment.unit_id, set())
    else:
        told = office_of(here, assignment.field_id, but_unit_id=assignment.unit_id)
    send_step(actor, assignment, code, told, now=now)


def send_step(actor: User, assignment: Assignment, code: str, told: Collection[int], *, now: dt.datetime) -> None:
    """Tell these people of a step of one assignment, the actor left out."""
    told = sorted(set(told) - {actor.pk})
    if not told:
        return
    payload: dict[str, Any] = {
        "what": code, "by": actor.full_name, "unit": assignment.unit.name, "task": shortened(assignment.directive.text, _QUOTED),
        "due_on": assignment.due_on.isoformat() if assignment.due_on else None,
    }  # fmt: skip
    key = step_key(code, assignment.id, now)
    messages = [NewMessage(each, key, STEP, payload, path_of(assignment)) for each in told]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)


def step_key(code: str, assignment_id: int, at: dt.datetime) -> str:
    """The key of what is told of a step: its event, of which there is one at a moment."""
    return f"{code}:{assignment_id}:{at.astimezone(dt.UTC).isoformat()}"


def tell_of_given(
    actor: User, assignments: Iterable[Assignment], directives: Mapping[int, Directive], *, now: dt.datetime
) -> None:
    """Tell the units of assignments that are new to them, each person in one message.

    Args:
        actor: who gave them.
        assignments: of one act; those that ended already (an old sheet) are not told.
        directives: theirs, by id.
        now: the moment.
    """
    of_unit: dict[int, list[Assignment]] = {}
    for one in assignments:
        if one.lifecycle in OPEN_LIFECYCLES:
            of_unit.setdefault(one.unit_id, []).append(one)
    people = people_of(actor.jurisdiction_id, of_unit)
    sources = {one.document_id for one in directives.values() if one.document_id is not None}
    known = Document.objects.filter(jurisdiction_id=actor.jurisdiction_id, id__in=sources if people else ())
    codes = {one.id: one.code for one in known.defer("text", "search_text")}
    messages = []
    for unit_id, told in people.items():
        rows = of_unit[unit_id]
        first = directives[rows[0].directive_id]
        documents = {directives[row.directive_id].document_id for row in rows}
        document_id = documents.pop() if len(documents) == 1 else None
        payload = {
            "by": actor.full_name, "count": len(rows), "task": shortened(first.text, _QUOTED), "due_on": _soonest(rows),
            "document": codes.get(document_id or 0, ""),
        }  # fmt: skip
        path = path_of(rows[0]) if len(rows) == 1 else _list(document_id)
        messages += [
            NewMessage(each, f"given:{rows[0].id}", GIVEN, payload, path) for each in sorted(told - {actor.pk})
        ]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)


def tell_of_dates(actor: User, assignments: Iterable[Assignment], *, because: str, key: str, now: dt.datetime) -> None:
    """Tell the units of deadlines that one act moved, each person in one message.

    Args:
        actor: who acted.
        assignments: those whose deadline is another now.
        because: code of the act's event.
        key: of the act.
        now: the moment.
    """
    of_unit: dict[int, list[Assignment]] = {}
    for one in assignments:
        of_unit.setdefault(one.unit_id, []).append(one)
    people = people_of(actor.jurisdiction_id, of_unit)
    firsts = Directive.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, id__in={of_unit[unit][0].directive_id for unit in people}
    )
    texts = dict(firsts.values_list("id", "text"))
    messages = []
    for unit_id, told in people.items():
        rows = of_unit[unit_id]
        payload = {
            "what": because, "by": actor.full_name, "count": len(rows), "task": shortened(texts[rows[0].directive_id], _QUOTED),
            "due_on": _soonest(rows),
        }  # fmt: skip
        path = path_of(rows[0]) if len(rows) == 1 else _list(None)
        messages += [NewMessage(each, key, DATED, payload, path) for each in sorted(told - {actor.pk})]
    send(jurisdiction_id=actor.jurisdiction_id, messages=messages, now=now)


def people_of(jurisdiction_id: int, unit_ids: Collection[int]) -> dict[int, set[int]]:
    """Return the active people of units who do their work, by unit; of a unit that has none, those of the one above it.

    Args:
        jurisdiction_id: whose.
        unit_ids: the units.

    Returns:
        Only units for which there is somebody. One query, two where a unit has nobody of its own.
    """
    found = _own_people(jurisdiction_id, set(unit_ids))
    if missing := set(unit_ids) - set(found):
        above = dict(Unit.objects.filter(jurisdiction_id=jurisdiction_id).values_list("id", "parent_unit_id"))
        chains = {unit: list(_chain(unit, above)) for unit in missing}
        own = _own_people(jurisdiction_id, {one for chain in chains.values() for one in chain})
        for unit, chain in chains.items():
            if (first := next((one for one in chain if one in own), None)) is not None:
                found[unit] = own[first]
    return found


def office_of(jurisdiction_id: int, field_id: int | None, *, but_unit_id: int | None = None) -> set[int]:
    """Return who follows a field for the office: its specialists, else the office's leaders.

    Args:
        jurisdiction_id: whose.
        field_id: the field; None: of no field.
        but_unit_id: people of this unit are left out: they do not decide on their own unit's work.
    """
    here = User.objects.filter(jurisdiction_id=jurisdiction_id, is_active=True)
    if but_unit_id is not None:
        here = here.exclude(role=Role.SPECIALIST, unit_id=but_unit_id)
    found: set[int] = set()
    if field_id is not None:
        followers = here.filter(role=Role.SPECIALIST, fields__contains=[field_id])
        found = set(followers.values_list("id", flat=True))
    return found or set(here.filter(role=Role.OFFICE_LEADER).values_list("id", flat=True))


def path_of(assignment: Assignment) -> str:
    """The address of an assignment on its directive's page."""
    return f"{reverse('web:directive', args=[assignment.directive_id])}#phan-viec-{assignment.id}"


def _list(document_id: int | None) -> str:
    query = f"document={document_id}" if document_id is not None else "sort=recent"
    return f"{reverse('web:directives')}?{query}"


def _soonest(rows: Sequence[Assignment]) -> str | None:
    days = [row.due_on for row in rows if row.due_on is not None]
    return min(days).isoformat() if days else None


def _own_people(jurisdiction_id: int, unit_ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    if unit_ids:
        listed = User.objects.filter(
            jurisdiction_id=jurisdiction_id, unit_id__in=unit_ids, is_active=True, role__in=UNIT_ROLES | OFFICE_ROLES
        )
        for pk, unit_id in listed.values_list("id", "unit_id"):
            found.setdefault(unit_id or 0, set()).add(pk)
    return found


def _chain(unit: int, above: Mapping[int, int | None]) -> Iterable[int]:
    seen = {unit}
    at = above.get(unit)
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = above.get(at)
