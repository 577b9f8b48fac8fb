"""What a notice is made of, and when it is due."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.meetings_world import LOCAL

from dondoc.meetings.models import Meeting
from dondoc.meetings.notice import Line, Presented, Spoken, dealt_with, nested
from dondoc.meetings.planning_selectors import concluded, due_notices, notice_state


def test_what_the_meeting_never_came_to_was_not_heard():
    run = Presented("Báo cáo A", "Sở A", started_at=NOW)
    spoken = Presented("Báo cáo B", "Sở B", remarks=[Spoken("Sở Y tế", "", "Nhất trí.")])
    never = Presented("Báo cáo C", "Sở C")
    assert dealt_with([run, spoken, never]) == [run, spoken]
    assert dealt_with([never]) == [never]  # nobody noted its course


def test_what_was_concluded_owes_a_notice(held, specialist):
    meeting = Meeting.objects.get(id=held.id)
    assert concluded([meeting]) == {held.id}
    assert [one.meeting for one in due_notices(specialist, today=dt.date(2021, 1, 20))] == [meeting]


@pytest.mark.parametrize(
    ("ended", "today", "day", "due", "late"),
    [
        # The seed: a meeting of 31/12/2020, its notice of 07/01/2021 on the fourth working day.
        ((2020, 12, 31), (2021, 1, 7), 4, (2021, 1, 8), False),
        ((2020, 12, 31), (2021, 1, 11), 6, (2021, 1, 8), True),
        # TB 365/TB-VPCP: a meeting of Monday 06/07/2026, its notice of Friday.
        ((2026, 7, 6), (2026, 7, 10), 4, (2026, 7, 13), False),
        ((2026, 7, 6), (2026, 7, 6), 0, (2026, 7, 13), False),
    ],
)
def test_the_days_for_the_notice_are_counted(meeting, ended, today, day, due, late):
    meeting.state, meeting.ended_at = "ended", dt.datetime(*ended, 11, 30, tzinfo=LOCAL)
    found = notice_state(meeting, today=dt.date(*today))
    assert found is not None
    assert (found["day"], found["due_on"], found["is_late"], found["of"]) == (day, dt.date(*due), late, 5)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["heading", "clause", "paragraph"])), max_size=25))
def test_every_line_is_in_the_notice_once_and_in_order(drawn):
    lines = [Line(depth, kind, "", f"dòng {k}") for k, (depth, kind) in enumerate(drawn)]

    def flat(items):
        return [text for item in items for text in (item["text"], *flat(item.get("under", ())))]

    assert flat(nested(lines)) == [line.text for line in lines]
