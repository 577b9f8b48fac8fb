"""The order of an agenda."""

from __future__ import annotations

from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.change_item import change_item
from dondoc.meetings.commands.move_item import move_item


def test_the_agenda_is_put_in_order(called, item, specialist):
    second = add_item(actor=specialist, meeting_id=called.meeting.id, title="Thảo luận", now=NOW)
    third = add_item(actor=specialist, meeting_id=called.meeting.id, title="Kết luận", now=NOW)
    order = move_item(actor=specialist, item_id=third.id, place=1, now=NOW)
    assert [one.id for one in order] == [third.id, item.id, second.id]
    assert [one.id for one in move_item(actor=specialist, item_id=third.id, place=99, now=NOW)][-1] == third.id
    changed = change_item(actor=specialist, item_id=second.id, title="Ý kiến", minutes=45, now=NOW)
    assert (changed.title, changed.minutes) == ("Ý kiến", 45)


def test_only_the_office_and_not_after_the_meeting(called, item, specialist, lead_head, outsider):
    said = {"item_id": item.id, "place": 1}
    only_the_office(move_item, unit=lead_head, outsider=outsider, **said)
    not_in_state(move_item, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
