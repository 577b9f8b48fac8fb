"""Items of an agenda."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.add_item import add_item


@pytest.mark.parametrize(("said", "field"), [({"title": " "}, "title"), ({"minutes": 0}, "minutes"), ({"minutes": 2000}, "minutes"), ({"presenter_unit_id": 999_999}, "presenter_unit")])  # fmt: skip
def test_an_item_that_cannot_be_is_named(called, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        add_item(actor=specialist, meeting_id=called.meeting.id, now=NOW, **{"title": "x", **said})
    assert refused.value.details["field"] == field


def test_items_stand_in_the_order_in_which_they_were_added(called, specialist):
    made = [add_item(actor=specialist, meeting_id=called.meeting.id, title=f" Mục  {k} ", now=NOW) for k in (1, 2)]
    assert [(one.position, one.title, one.minutes, one.state) for one in made] == [
        (1, "Mục 1", 15, "waiting"), (2, "Mục 2", 15, "waiting"),
    ]  # fmt: skip


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "title": "Thêm"}
    only_the_office(add_item, unit=lead_head, outsider=outsider, **said)
    not_in_state(add_item, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
