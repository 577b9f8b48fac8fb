"""What of a plan is shown once before it is saved."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from tests.meetings.meetings_world import ENDS, LOCAL, STARTS

from dondoc.meetings.doubts import doubted_as, doubts_of
from dondoc.worktime import default_calendar


def plan(**more):
    return SimpleNamespace(**{"starts_at": STARTS, "ends_at": ENDS, "form": "in_room", "link": "", **more})


def words(**more):
    return [one.words for one in doubts_of(plan(**more), default_calendar())]


def test_a_working_day_in_a_room_is_not_doubtful():
    assert not words()
    assert doubted_as([]) == ""


def test_a_day_off_is_named():
    assert words(starts_at=STARTS + dt.timedelta(days=2), ends_at=ENDS + dt.timedelta(days=2)) == [
        "Chủ nhật, 24/01/2021 là ngày nghỉ."
    ]
    new_year = dt.datetime(2021, 1, 1, 8, tzinfo=LOCAL)
    assert words(starts_at=new_year, ends_at=new_year + dt.timedelta(hours=2)) == [
        "Thứ Sáu, 01/01/2021 là ngày nghỉ: Tết Dương lịch."
    ]


def test_each_day_of_a_long_meeting_is_looked_at():
    assert len(words(ends_at=ENDS + dt.timedelta(days=3))) == 2
    midnight = dt.datetime(2021, 1, 23, 0, 0, tzinfo=LOCAL)
    assert not words(ends_at=midnight)


def test_who_takes_part_by_video_needs_an_address():
    for form in ("online", "hybrid"):
        (doubt,) = doubts_of(plan(form=form), default_calendar())
        assert doubt.kind == "no_link"
        assert not doubts_of(plan(form=form, link="https://hop.example/1"), default_calendar())
        assert not doubts_of(plan(form=form), default_calendar(), room_link="https://phong.example")


def test_other_doubts_are_other_words():
    one, other = (
        doubts_of(plan(form="online"), default_calendar()),
        doubts_of(
            plan(starts_at=STARTS + dt.timedelta(days=1), ends_at=ENDS + dt.timedelta(days=1)), default_calendar()
        ),
    )
    assert len({doubted_as(one), doubted_as(other), doubted_as([*one, *other])}) == 3
