"""Dropped lines of the conclusions."""

from __future__ import annotations

from tests.conftest import NOW
from tests.meetings.room_world import line_of

from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.drop_conclusion import drop_conclusion


def test_a_dropped_line_comes_back_when_it_is_changed(running, specialist):
    line = line_of(specialist, running)
    dropped = drop_conclusion(actor=specialist, conclusion_id=line.id, version=1, now=NOW)
    assert dropped.dropped_at == NOW
    back = change_conclusion(actor=specialist, conclusion_id=line.id, version=2, now=NOW)
    assert back.dropped_at is None
