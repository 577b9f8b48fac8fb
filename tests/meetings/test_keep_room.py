"""The rooms that meetings are planned in."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Refused
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
