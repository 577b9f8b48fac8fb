"""Add a room to the list of rooms, or change one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.meetings import events
from dondoc.meetings.commands._people import short
from dondoc.meetings.commands._plan import web_address
from dondoc.meetings.models import MeetingRoom
from dondoc.meetings.permissions import may_plan
from dondoc.organizations.changes import refusals

_MOST_SEATS = 100_000


def keep_room(
    *,
    actor: User,
    name: str,
    now: dt.datetime,
    place: str = "",
    seats: int | None = None,
    link: str = "",
    is_active: bool = True,
    room_id: int | None = None,
    request_id: str = "",
) -> MeetingRoom:
    """Keep a room.

    Args:
        actor: the office.
        name: what it is called.
        now: the moment.
        place: where it is.
        seats: how many it seats.
        link: of its own video equipment.
        is_active: whether meetings are still planned in it.
        room_id: the room that is changed; none: a new one.
        request_id: groups what one request did.

    Raises:
        Refused: the actor plans no meetings.
        NotFound: no such room.
        BadInput: no name, one that is taken, seats or a link that cannot be.
        Conflict: somebody takes the name at the same moment.
    """
    called, where, address = short(name, 120, "name"), short(place, 200, "place"), web_address(link)
    if not may_plan(actor):
        raise Refused(_("Danh mục phòng họp do Văn phòng UBND tỉnh lập."))
    if not called:
        raise BadInput(_("Hãy ghi tên phòng họp."), field="name")
    if seats is not None and not 0 < seats <= _MOST_SEATS:
        raise BadInput(_("Số chỗ ngồi phải là số dương."), field="seats")
    with transaction.atomic():
        here = MeetingRoom.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id)
        if here.filter(name__iexact=called).exclude(id=room_id or 0).exists():
            raise BadInput(_("Phòng họp này đã có."), code="taken", field="name")
        room = here.filter(id=room_id).first() if room_id else MeetingRoom(jurisdiction_id=actor.jurisdiction_id)
        if room is None:
            raise NotFound
        room.name, room.place, room.seats, room.link, room.is_active = called, where, seats, address, is_active
        with refusals():
            room.save()
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.ROOM, room.id, events.ROOM_KEPT,
                    {"name": called, "place": where, "seats": seats, "link": address, "is_active": is_active},
                    is_first=room_id is None,
                )
            ],
            actor_id=actor.id, now=now, request_id=request_id,
        )  # fmt: skip
    return room
