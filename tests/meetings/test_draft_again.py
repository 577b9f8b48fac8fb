"""Minutes and notice that no longer say what is recorded, and drafting them anew."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import versions_of
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import timeline
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.draft_again import draft_again
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.staleness import changes_since

TODAY = NOW.date()


def changed(user, held, part):
    """The words that came since, and those that went."""
    rows = changes_since(user, Meeting.objects.get(id=held.id), part, today=TODAY)
    return [
        (row.what, "".join(f"{piece.text} " for piece in (row.right or row.left) if piece.marked).strip())
        for row in rows
    ]


@pytest.fixture
def minutes(held, signing, specialist, province):
    return draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)


def test_nothing_changed_nothing_is_stale(held, minutes, specialist, province):
    noticed(held, specialist, province)
    assert changed(specialist, held, "minutes") == []
    assert changed(specialist, held, "notice") == []
    later = Meeting.objects.get(id=held.id)
    assert changes_since(specialist, later, "minutes", today=TODAY + dt.timedelta(days=90)) == []


def test_what_is_written_after_reopening_is_told_and_drafted_again(held, minutes, specialist, province):
    reopen_meeting(actor=specialist, meeting_id=held.id, reason="Còn một nội dung", now=NOW)
    add_conclusion(actor=specialist, meeting_id=held.id, text="Thêm một việc.", now=NOW)
    end_meeting(actor=specialist, meeting_id=held.id, now=NOW)
    assert changed(specialist, held, "minutes") == [("added", "3. Thêm một việc.")]
    again = draft_again(actor=specialist, meeting_id=held.id, part="minutes", version=minutes.version, now=NOW)
    assert (again.id, again.version) == (minutes.id, minutes.version + 1)
    assert "Thêm một việc." in str(again.content)
    assert changed(specialist, held, "minutes") == []
    event = list(timeline(province.id, [("meeting", held.id)]))[-1]
    assert (event.code, event.payload) == (
        "meeting.drafted_again", {"part": "minutes", "draft_id": minutes.id, "version": again.version},
    )  # fmt: skip


def test_what_people_wrote_on_the_draft_is_no_change_of_the_record_and_stays_in_its_version(
    held, minutes, specialist, province
):
    written = {**minutes.content, "subject": "Lời của người soạn"}
    saved = change_outgoing_draft(
        actor=specialist, draft_id=minutes.id, version=minutes.version, content=written, now=NOW
    )
    assert changed(specialist, held, "minutes") == []
    again = draft_again(actor=specialist, meeting_id=held.id, part="minutes", version=saved.version, now=NOW)
    assert again.content["subject"] == minutes.content["subject"]
    assert versions_of(again)[1].content["subject"] == "Lời của người soạn"
    with pytest.raises(Conflict) as refused:
        draft_again(actor=specialist, meeting_id=held.id, part="minutes", version=saved.version, now=NOW)
    assert refused.value.code == "other_version"


def test_a_notice_is_stale_when_somebody_is_checked_in_late_and_gone_when_discarded(
    held, signing, specialist, clerk, province
):
    draft = noticed(held, specialist, province)
    Invitee.objects.filter(id=held.by["skhdt"].id).update(presence="present", attendee="invited")
    assert changed(specialist, held, "notice") == []  # the ledger knows of nothing
    _steps.record(Meeting.objects.get(id=held.id), specialist, events.CHECKED_IN, {}, now=NOW, request_id="")
    assert [what for what, _ in changed(specialist, held, "notice")] == ["changed"]
    discard_outgoing_draft(actor=specialist, draft_id=draft.id, now=NOW)
    assert changed(specialist, held, "notice") == []
    with pytest.raises(Conflict) as refused:
        draft_again(actor=specialist, meeting_id=held.id, part="notice", version=draft.version, now=NOW)
    assert refused.value.code == "not_drafted"


def test_not_once_it_was_put_forward_and_only_these_two(held, minutes, specialist):
    OutgoingDraft.objects.filter(id=minutes.id).update(state="submitted")
    with pytest.raises(Conflict) as refused:
        draft_again(actor=specialist, meeting_id=held.id, part="minutes", version=minutes.version, now=NOW)
    assert refused.value.code == "wrong_state"
    with pytest.raises(BadInput):
        draft_again(actor=specialist, meeting_id=held.id, part="record", version=1, now=NOW)


def test_only_the_office_and_only_after_the_end(held, minutes, specialist, lead_head, outsider):
    said = {"meeting_id": held.id, "part": "minutes", "version": minutes.version}
    only_the_office(draft_again, unit=lead_head, outsider=outsider, **said)
    not_in_state(draft_again, held.id, "planned", "called", "running", "cancelled", actor=specialist, **said)
