"""The end of a meeting."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import Remark


def test_the_end_finishes_what_runs_and_can_be_taken_back(running, specialist):
    run_item(actor=specialist, item_id=running.items[0].id, now=NOW)
    speaking = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    asked = add_remark(actor=specialist, meeting_id=running.id, body="Sở Tài chính", state="asked", now=NOW)
    ended = end_meeting(actor=specialist, meeting_id=running.id, now=NOW)
    assert (ended.state, ended.ended_at) == ("ended", NOW)
    states = dict(Remark.objects.values_list("id", "state"))
    assert (states[speaking.id], states[asked.id]) == ("done", "withdrawn")
    with pytest.raises(BadInput):
        reopen_meeting(actor=specialist, meeting_id=running.id, reason=" ", now=NOW)
    assert reopen_meeting(actor=specialist, meeting_id=running.id, reason="Nhầm", now=NOW).state == "running"


def test_only_the_secretary_and_only_while_it_runs(running, specialist, lead_head, outsider):
    only_the_office(end_meeting, unit=lead_head, outsider=outsider, meeting_id=running.id)
    not_in_state(
        end_meeting, running.id, "planned", "called", "ended", "cancelled", actor=specialist, meeting_id=running.id
    )
