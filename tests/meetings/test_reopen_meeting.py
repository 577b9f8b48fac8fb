"""Opening an ended meeting again."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.reopen_meeting import reopen_meeting


def test_it_says_why(held, specialist, province):
    for reason in (" ", "x" * 501, "a\0", "a\ud800"):
        with pytest.raises(BadInput) as refused:
            reopen_meeting(actor=specialist, meeting_id=held.id, reason=reason, now=NOW)
        assert refused.value.details["field"] == "reason"
    again = reopen_meeting(actor=specialist, meeting_id=held.id, reason="Còn một nội dung", now=NOW)
    assert (again.state, again.ended_at) == ("running", None)
    event = list(timeline(province.id, [("meeting", held.id)]))[-1]
    assert (event.code, event.reason) == ("meeting.reopened", "Còn một nội dung")


def test_not_while_its_notice_is_on_its_way(held, signing, specialist, province):
    noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        reopen_meeting(actor=specialist, meeting_id=held.id, reason="Nhầm", now=NOW)
    assert refused.value.code == "notice_drafted"


def test_only_the_secretary_and_only_after_the_end(held, specialist, lead_head, outsider):
    said = {"meeting_id": held.id, "reason": "Nhầm"}
    only_the_office(reopen_meeting, unit=lead_head, outsider=outsider, **said)
    not_in_state(reopen_meeting, held.id, "planned", "called", "running", "cancelled", actor=specialist, **said)


def test_not_once_its_minutes_were_put_forward(held, signing, specialist, province):
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    for state in ("submitted", "approved"):
        OutgoingDraft.objects.filter(id=draft.id).update(state=state)
        with pytest.raises(Conflict) as refused:
            reopen_meeting(actor=specialist, meeting_id=held.id, reason="Nhầm", now=NOW)
        assert (refused.value.code, refused.value.details["draft_id"]) == ("minutes_drafted", draft.id)
    OutgoingDraft.objects.filter(id=draft.id).update(state="drafting")
    assert reopen_meeting(actor=specialist, meeting_id=held.id, reason="Nhầm", now=NOW).state == "running"
