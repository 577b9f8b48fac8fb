"""New lines of the conclusions, with the work that they give."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput
from dondoc.meetings.models import AgendaItem


def test_duties_are_checked(running, specialist, province):
    line = line_of(specialist, running, duties=[{"leads": [province.units["syt"].id]}])
    assert line.duties[0]["leads"] == [province.units["syt"].id]
    for duty in ({"leads": [999_999]}, {"leads": "x"}, {"deadline_kind": "date"}):
        with pytest.raises(BadInput):
            line_of(specialist, running, duties=[duty])
    with pytest.raises(BadInput):
        line_of(specialist, running, text="", duties=[{"leads": [province.units["syt"].id]}])


def test_an_item_of_another_meeting_is_refused(running, specialist, province, plan_of):
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    item = AgendaItem.objects.create(jurisdiction_id=1, meeting_id=other.id, position=1, title="Khác")
    with pytest.raises(BadInput):
        line_of(specialist, running, item_id=item.id)


def test_nul_and_endless_text_are_refused(running, specialist):
    for text in ("a\0b", "x" * 50_001):
        with pytest.raises(BadInput):
            line_of(specialist, running, text=text)
