"""The order of the conclusions."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import BadInput
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
