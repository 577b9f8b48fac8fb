"""Changing an item of the agenda."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, NotFound
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.change_item import change_item


def test_what_changed_is_told_and_what_did_not_is_not(called, item, specialist, province):
    same = {
        "title": item.title, "presenter_unit_id": item.presenter_unit_id, "presenter": item.presenter,
        "minutes": item.minutes,
    }  # fmt: skip
    change_item(actor=specialist, item_id=item.id, now=NOW, **same)
    changed = change_item(actor=specialist, item_id=item.id, now=NOW, **{**same, "minutes": 20})
    assert (changed.minutes, changed.title) == (20, item.title)
    codes = [event.code for event in timeline(province.id, [("meeting", called.meeting.id)])]
    assert codes.count("meeting.item_changed") == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [({"title": ""}, "title"), ({"title": "x" * 501}, "title"), ({"minutes": 1441}, "minutes"), ({"presenter_unit_id": 999_999}, "presenter_unit")],
)  # fmt: skip
def test_what_cannot_be_is_named(item, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        change_item(actor=specialist, item_id=item.id, now=NOW, **{"title": "x", **said})
    assert refused.value.details["field"] == field


def test_only_the_office_and_not_after_the_meeting(called, item, specialist, lead_head, outsider):
    said = {"item_id": item.id, "title": "Sửa"}
    only_the_office(change_item, unit=lead_head, outsider=outsider, **said)
    not_in_state(change_item, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
    with pytest.raises(NotFound):
        change_item(actor=specialist, item_id=999_999, title="x", now=NOW)
