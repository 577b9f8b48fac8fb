"""Notes that nobody else reads."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.commands.keep_own_note import keep_own_note


def test_a_note_is_one_s_own_and_the_ledger_does_not_say_it(called, lead_focal, lead_head):
    note = keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="riêng tư", version=0, now=NOW)
    assert (
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="riêng tư", version=0, now=NOW).version == 1
    )
    with pytest.raises(Conflict) as refused:
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text="khác", version=0, now=NOW)
    assert refused.value.details["theirs"]["text"] == "riêng tư"
    other = keep_own_note(actor=lead_head, meeting_id=called.meeting.id, text="của tôi", version=0, now=NOW)
    assert other.id != note.id
    assert not [event for event in LedgerEvent.objects.all() if "riêng tư" in str(event.payload)]


@pytest.mark.parametrize("text", ["a\0b", "x" * 5_000_000])
def test_a_note_of_nul_or_megabytes_is_refused(called, lead_focal, text):
    with pytest.raises(BadInput) as refused:
        keep_own_note(actor=lead_focal, meeting_id=called.meeting.id, text=text, version=0, now=NOW)
    assert refused.value.details["field"] == "text"


def test_a_meeting_that_is_not_seen_has_no_note(called, outsider, observer):
    for person in (outsider, observer):
        with pytest.raises(NotFound):
            keep_own_note(actor=person, meeting_id=called.meeting.id, text="x", version=0, now=NOW)
