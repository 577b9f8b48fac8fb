"""Dropping a category."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.people_world import put
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.meetings.commands.drop_category import drop_category
from dondoc.meetings.models import Category


def test_an_empty_category_is_dropped_and_one_with_people_is_not(called, specialist, lead_head):
    empty = put(specialist, called.meeting)
    drop_category(actor=specialist, meeting_id=called.meeting.id, category_id=empty.id, now=NOW)
    assert not Category.objects.filter(id=empty.id).exists()
    with pytest.raises(NotFound):
        drop_category(actor=specialist, meeting_id=called.meeting.id, category_id=empty.id, now=NOW)
    with pytest.raises(Conflict) as refused:
        drop_category(actor=specialist, meeting_id=called.meeting.id, category_id=called.members.id, now=NOW)
    assert refused.value.code == "not_empty"
    with pytest.raises(Refused):
        drop_category(actor=lead_head, meeting_id=called.meeting.id, category_id=called.members.id, now=NOW)


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "category_id": put(specialist, called.meeting).id}
    only_the_office(drop_category, unit=lead_head, outsider=outsider, **said)
    not_in_state(drop_category, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
