"""What papers are asked of whom."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands.ask_for_paper import ask_for_paper


def test_what_is_asked_of_a_unit_can_be_changed(called, item, paper, specialist, province):
    changed = ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Dự thảo lần hai", kind="other",
        unit_id=province.units["stc"].id, due_on=dt.date(2021, 1, 21), paper_id=paper.id, now=NOW,
    )  # fmt: skip
    assert (changed.id, changed.title, changed.unit_id) == (paper.id, "Dự thảo lần hai", province.units["stc"].id)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"), ({"title": "x" * 401}, "title"), ({"kind": "song"}, "kind"), ({"unit_id": 999_999}, "unit"),
        ({"item_id": 999_999}, "item"), ({"due_on": dt.date(1899, 12, 31)}, "due_on"), ({"due_on": dt.date(2201, 1, 1)}, "due_on"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named(called, specialist, said, field):
    with pytest.raises(BadInput) as refused:
        ask_for_paper(
            actor=specialist, meeting_id=called.meeting.id, now=NOW, **{"title": "Báo cáo", "kind": "report", **said}
        )
    assert refused.value.details["field"] == field


def test_it_is_due_on_the_meetings_day_at_the_latest(called, specialist):
    said = {"actor": specialist, "meeting_id": called.meeting.id, "title": "Báo cáo", "kind": "report", "now": NOW}
    held_on = local_day(called.meeting.starts_at)
    assert ask_for_paper(due_on=held_on, **said).due_on == held_on
    with pytest.raises(BadInput, match="trước hoặc đúng ngày họp") as refused:
        ask_for_paper(due_on=held_on + dt.timedelta(days=1), **said)
    assert (refused.value.code, refused.value.details["field"]) == ("after_meeting", "due_on")


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider):
    said = {"meeting_id": called.meeting.id, "title": "Báo cáo", "kind": "report"}
    only_the_office(ask_for_paper, unit=lead_head, outsider=outsider, **said)
    with pytest.raises(NotFound):
        ask_for_paper(actor=specialist, paper_id=999_999, now=NOW, **said)
    not_in_state(ask_for_paper, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
