"""The notice and the minutes of a meeting as they would be drafted now: what was recorded, read, and put in the office's form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dondoc.accounts.models import User
from dondoc.directives.listing import Moment
from dondoc.drafting.content import clauses
from dondoc.drafting.selectors import agency_of
from dondoc.drafting.understanding import Understood, understood
from dondoc.foundation.clock import local_day
from dondoc.foundation.text import fold
from dondoc.meetings.held import conclusions_of, held
from dondoc.meetings.minutes import minutes_content
from dondoc.meetings.models import Meeting
from dondoc.meetings.notice import notice_content
from dondoc.meetings.recipients import Body, Collective, lines, recipients
from dondoc.meetings.selectors import invitees_of
from dondoc.meetings.standing import sentences_of, standing_before
from dondoc.organizations.models import GroupMembership, Unit
from dondoc.organizations.selectors import name_index, units_on, valid_on

NOTICE, MINUTES = "Thông báo", "Biên bản"


@dataclass(frozen=True, slots=True)
class Composed:
    """A notice as it would be drafted.

    Attributes:
        content: of the draft (`drafting.content`).
        duties: what the reader understands of it, as it would be issued.
        line_of: the conclusion behind a clause's place in the content.
    """

    content: dict[str, Any]
    duties: list[Understood]
    line_of: dict[str, int]


def compose_notice(meeting: Meeting, issuer: Unit, *, on: dt.date) -> Composed:
    """The notice of a meeting, issued by `issuer` on a day. Nothing is written.

    The reader reads it first without its recipients: whoever it finds a duty for is one of them.
    """
    agency = agency_of(issuer)
    content = notice_content(agency, held(meeting))
    duties = understood(meeting.jurisdiction_id, content, kind=NOTICE, symbol=f"TB-{agency.letters or 'VP'}", on=on)
    given = _recipients(meeting, issuer, content, duties, on=on)
    content["recipients"] = [*(f"- {line};" for line in given), *content["recipients"][-1:]]
    return Composed(content, duties, _line_of(meeting, content))


def compose_minutes(user: User, meeting: Meeting, keeper: Unit, *, today: dt.date) -> dict[str, Any]:
    """The content of the minutes, with how the conclusions of the meeting before stood on the day on which it ended.

    Whenever they are drafted, they say the same of that day.
    """
    day = local_day(meeting.ended_at or meeting.ends_at)
    standing = sentences_of(standing_before(user, meeting, Moment(on=min(day, today), today=today)))
    return minutes_content(agency_of(keeper), held(meeting), standing=standing)


def _line_of(meeting: Meeting, content: dict[str, Any]) -> dict[str, int]:
    """The conclusions stand in their order between the opening and the closing paragraph of the notice."""
    places = [clause.place for clause in clauses(content)]
    found = conclusions_of(meeting)
    first = len(places) - 1 - len(found)
    return {place: line.id for place, line in zip(places[first:-1], found, strict=True)}


def _recipients(
    meeting: Meeting, issuer: Unit, content: dict[str, Any], duties: list[Understood], *, on: dt.date
) -> list[str]:
    here = meeting.jurisdiction_id
    by_hand = {
        int(unit)
        for clause in clauses(content)
        for duty in clause.duties
        for unit in (*duty.get("leads", ()), *duty.get("coordinates", ()))
    }
    tasked = by_hand | {unit for duty in duties for unit in duty.units}
    units = {unit.id: unit for unit in Unit.objects.filter(jurisdiction_id=here, id__in=tasked)}
    bodies = [_body(unit) for unit in units.values()]
    index = name_index(here, on)
    called = list(invitees_of(meeting))
    bodies += [_body(each.unit, each.category.name) for each in called if each.unit is not None]
    for name, category in [
        *((each.body, each.category.name) for each in called if each.unit is None),
        *((name, "") for duty in duties for name in duty.unknown),
    ]:
        meant = index.resolve(name)
        known = list(Unit.objects.filter(jurisdiction_id=here, id__in=meant.unit_ids))
        bodies += [_body(unit, category) for unit in known] or [Body(f"b{fold(name)}", name, "", category)]
    found = recipients(bodies, _groups(here, on), host=_body(meeting.unit), issuer=_body(issuer))
    return lines(found)


def _body(unit: Unit, category: str = "") -> Body:
    return Body(f"u{unit.id}", unit.name, unit.kind, category)


def _groups(jurisdiction_id: int, on: dt.date) -> list[Collective]:
    members: dict[str, set[str]] = {}
    rows = GroupMembership.objects.filter(
        valid_on(on), jurisdiction_id=jurisdiction_id, unit_id__in=units_on(jurisdiction_id, on).values("id")
    )
    for name, unit_id in rows.values_list("group__name", "unit_id"):
        members.setdefault(name, set()).add(f"u{unit_id}")
    return [Collective(name, frozenset(keys)) for name, keys in members.items()]
