"""The order of the conclusions."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.move_conclusion import move_conclusion
from dondoc.meetings.models import Conclusion


def test_lines_are_put_in_order(running, specialist):
    one, two, three = (line_of(specialist, running, text=text) for text in ("một", "hai", "ba"))
    between = line_of(specialist, running, text="giữa", after_id=one.id)
    first = line_of(specialist, running, text="đầu", after_id=0)
    move_conclusion(actor=specialist, conclusion_id=two.id, after_id=three.id, now=NOW)
    assert [line.id for line in Conclusion.objects.order_by("position", "id")] == [
        first.id, one.id, between.id, three.id, two.id,
    ]  # fmt: skip
    with pytest.raises(BadInput):
        move_conclusion(actor=specialist, conclusion_id=two.id, after_id=two.id, now=NOW)


def test_only_the_secretary_and_not_while_the_notice_is_drafted(
    held, signing, specialist, lead_head, outsider, province
):
    line = Conclusion.objects.filter(meeting_id=held.id).latest("id")
    said = {"conclusion_id": line.id, "after_id": 0}
    only_the_office(move_conclusion, unit=lead_head, outsider=outsider, **said)
    noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        move_conclusion(actor=specialist, now=NOW, **said)
    assert refused.value.code == "notice_drafted"
    not_in_state(move_conclusion, held.id, "planned", "cancelled", actor=specialist, **said)
