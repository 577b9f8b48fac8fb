"""In the room: what holds of everything that its secretaries write."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import Meeting


@pytest.mark.parametrize("make", [add_remark, add_conclusion, record_decision])
def test_what_is_sent_again_is_one_row(running, specialist, make):
    said = {"body": "Sở Y tế"} if make is add_remark else {"text": "Một việc."}
    first = make(actor=specialist, meeting_id=running.id, client_key="k-1", now=NOW, **said)
    second = make(actor=specialist, meeting_id=running.id, client_key="k-1", now=NOW, **said)
    assert first.id == second.id
    with pytest.raises(BadInput):
        make(actor=specialist, meeting_id=running.id, client_key="<b>", now=NOW, **said)


def test_the_room_is_the_secretary_s(running, lead_head, chair, outsider):
    for person in (lead_head, chair):
        with pytest.raises(Refused):
            line_of(person, running)
    with pytest.raises(NotFound):
        line_of(outsider, running)
    with pytest.raises(NotFound):
        run_item(actor=outsider, item_id=running.items[0].id, now=NOW)


def test_nothing_is_written_of_a_meeting_that_was_not_called(running, specialist):
    Meeting.objects.filter(id=running.id).update(state="planned")
    for write in (
        lambda: line_of(specialist, running),
        lambda: add_remark(actor=specialist, meeting_id=running.id, body="Sở", now=NOW),
        lambda: run_item(actor=specialist, item_id=running.items[0].id, now=NOW),
    ):
        with pytest.raises(Conflict):
            write()
