"""Dropping a venue: what becomes of who sat there."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import NotFound, Refused
from dondoc.meetings.commands.drop_venue import drop_venue
from dondoc.meetings.models import Invitee, Venue


def test_who_sat_at_a_dropped_venue_stays_called(called, specialist, lead_head):
    venue = called.venue["hondat"]
    with pytest.raises(Refused):
        drop_venue(actor=lead_head, meeting_id=called.meeting.id, venue_id=venue.id, now=NOW)
    drop_venue(actor=specialist, meeting_id=called.meeting.id, venue_id=venue.id, now=NOW)
    found = Invitee.objects.get(id=called.by["hondat"].id)
    assert (found.venue_id, found.withdrawn_at) == (None, None)
    assert not Venue.objects.filter(id=venue.id).exists()
    with pytest.raises(NotFound):
        drop_venue(actor=specialist, meeting_id=called.meeting.id, venue_id=venue.id, now=NOW)


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "venue_id": called.venue["hondat"].id}
    only_the_office(drop_venue, unit=lead_head, outsider=outsider, **said)
    not_in_state(drop_venue, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
