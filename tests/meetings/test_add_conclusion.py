"""New lines of the conclusions, with the work that they give."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput
from dondoc.meetings.commands.add_conclusion import add_conclusion
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


@pytest.mark.parametrize(
    ("said", "field"),
    [({"kind": "song"}, "kind"), ({"depth": 4}, "depth"), ({"depth": -1}, "depth"), ({"label": "x" * 21}, "label"), ({"after_id": 999_999}, "after"), ({"client_key": "<b>"}, "client_key")],
)  # fmt: skip
def test_what_cannot_be_is_named(running, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        line_of(specialist, running, **said)
    assert refused.value.details["field"] == field


def test_only_the_secretary_and_only_from_the_call_on(running, specialist, lead_head, outsider):
    said = {"meeting_id": running.id, "text": "Giao Sở Y tế."}
    only_the_office(add_conclusion, unit=lead_head, outsider=outsider, **said)
    not_in_state(add_conclusion, running.id, "planned", "cancelled", actor=specialist, **said)
