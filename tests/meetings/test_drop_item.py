"""Taking an item off the agenda."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.drop_item import drop_item
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.models import AgendaItem


def test_an_item_goes_only_while_nothing_belongs_to_it(called, item, paper, specialist):
    with pytest.raises(Conflict):
        drop_item(actor=specialist, item_id=item.id, now=NOW)
    drop_paper(actor=specialist, paper_id=paper.id, now=NOW)
    drop_item(actor=specialist, item_id=item.id, now=NOW)
    assert not AgendaItem.objects.exists()


def test_an_item_that_ran_stays(item, specialist):
    AgendaItem.objects.update(state="done")
    with pytest.raises(Conflict):
        drop_item(actor=specialist, item_id=item.id, now=NOW)


def test_only_the_office_and_not_after_the_meeting(called, item, specialist, lead_head, outsider):
    only_the_office(drop_item, unit=lead_head, outsider=outsider, item_id=item.id)
    not_in_state(drop_item, called.meeting.id, "ended", "cancelled", actor=specialist, item_id=item.id)
    assert AgendaItem.objects.get().id == item.id
