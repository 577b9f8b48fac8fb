"""The rooms that meetings are planned in."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.commands.keep_room import keep_room


def test_rooms_are_kept_once(specialist, lead_head):
    room = keep_room(actor=specialist, name="Hội trường A", seats=200, now=NOW)
    for said in ({"name": "hội trường a"}, {"name": " "}, {"name": "B", "seats": 0}, {"name": "B", "link": "x"}):
        with pytest.raises(BadInput):
            keep_room(actor=specialist, now=NOW, **said)
    changed = keep_room(actor=specialist, name="Hội trường lớn", room_id=room.id, is_active=False, now=NOW)
    assert (changed.id, changed.is_active) == (room.id, False)
    with pytest.raises(Refused):
        keep_room(actor=lead_head, name="C", now=NOW)


def test_what_cannot_be_is_named(specialist, outsider):
    for said, field in (
        ({"name": "x" * 121}, "name"),
        ({"place": "x" * 201}, "place"),
        ({"seats": -1}, "seats"),
        ({"link": "javascript:1"}, "link"),
    ):
        with pytest.raises(BadInput) as refused:
            keep_room(actor=specialist, now=NOW, **{"name": "Phòng A", **said})
        assert refused.value.details["field"] == field
    room = keep_room(actor=specialist, name="Phòng A", now=NOW)
    for person, wanted in ((specialist, 999_999), (outsider, room.id)):
        with pytest.raises(NotFound):
            keep_room(actor=person, name="Phòng B", room_id=wanted, now=NOW)
