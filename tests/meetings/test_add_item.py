"""Items of an agenda."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.add_item import add_item


@pytest.mark.parametrize(("said", "field"), [({"title": " "}, "title"), ({"minutes": 0}, "minutes"), ({"minutes": 2000}, "minutes"), ({"presenter_unit_id": 999_999}, "presenter_unit")])  # fmt: skip
def test_an_item_that_cannot_be_is_named(called, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        add_item(actor=specialist, meeting_id=called.meeting.id, now=NOW, **{"title": "x", **said})
    assert refused.value.details["field"] == field
