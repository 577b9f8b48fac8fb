"""A meeting that runs, with two items."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import put_on

from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.models import AgendaItem


@pytest.fixture
def running(called, specialist):
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    items = [
        AgendaItem.objects.create(
            jurisdiction_id=1, meeting_id=called.meeting.id, position=position, title=f"Nội dung {position}"
        )
        for position in (1, 2)
    ]
    return SimpleNamespace(**vars(called), items=items, id=called.meeting.id)


def line_of(actor, running, **said):
    return add_conclusion(actor=actor, meeting_id=running.id, now=NOW, **{"text": "Giao Sở Y tế báo cáo.", **said})
