"""Dropping a paper that was asked for."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.papers_world import send
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.models import Paper


def test_a_paper_goes_until_it_was_sent(paper, specialist, lead_focal):
    send(lead_focal, paper)
    with pytest.raises(Conflict) as refused:
        drop_paper(actor=specialist, paper_id=paper.id, now=NOW)
    assert refused.value.code == "sent"


def test_its_name_stays_in_the_ledger(called, paper, specialist, province):
    drop_paper(actor=specialist, paper_id=paper.id, now=NOW)
    assert not Paper.objects.exists()
    event = list(timeline(province.id, [("meeting", called.meeting.id)]))[-1]
    assert (event.code, event.payload["title"]) == ("meeting.paper_dropped", "Dự thảo báo cáo")
    with pytest.raises(NotFound):
        drop_paper(actor=specialist, paper_id=paper.id, now=NOW)


def test_only_the_office_and_not_after_the_meeting(called, paper, specialist, lead_head, outsider):
    only_the_office(drop_paper, unit=lead_head, outsider=outsider, paper_id=paper.id)
    not_in_state(drop_paper, called.meeting.id, "ended", "cancelled", actor=specialist, paper_id=paper.id)
