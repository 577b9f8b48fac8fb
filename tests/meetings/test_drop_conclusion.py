"""Dropped lines of the conclusions."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.drop_conclusion import drop_conclusion
from dondoc.meetings.models import Conclusion


def test_a_dropped_line_comes_back_when_it_is_changed(running, specialist):
    line = line_of(specialist, running)
    dropped = drop_conclusion(actor=specialist, conclusion_id=line.id, version=1, now=NOW)
    assert dropped.dropped_at == NOW
    back = change_conclusion(actor=specialist, conclusion_id=line.id, version=2, now=NOW)
    assert back.dropped_at is None


def test_only_the_secretary_and_not_while_the_notice_is_drafted(
    held, signing, specialist, lead_head, outsider, province
):
    line = Conclusion.objects.filter(meeting_id=held.id).latest("id")
    said = {"conclusion_id": line.id, "version": 1}
    only_the_office(drop_conclusion, unit=lead_head, outsider=outsider, **said)
    noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        drop_conclusion(actor=specialist, now=NOW, **said)
    assert refused.value.code == "notice_drafted"
    not_in_state(drop_conclusion, held.id, "planned", "cancelled", actor=specialist, **said)


def test_not_over_what_another_wrote_meanwhile(running, specialist, clerk):
    line = line_of(specialist, running)
    change_conclusion(actor=clerk, conclusion_id=line.id, version=1, text="Khác", now=NOW)
    with pytest.raises(Conflict) as refused:
        drop_conclusion(actor=specialist, conclusion_id=line.id, version=1, now=NOW)
    assert (refused.value.code, refused.value.details["theirs"]["text"]) == ("other_version", "Khác")
