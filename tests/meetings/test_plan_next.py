"""The next meeting of a series."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import LATER, LOCAL

from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.models import Invitee, Meeting, MeetingSeries, Venue
from dondoc.organizations.models import Tenure


def test_a_series_plans_its_next_meeting_as_the_last(called, specialist, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên họp thường kỳ", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1FR", now=NOW,
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    made = plan_next(actor=specialist, series_id=series.id, now=NOW).meeting
    assert made.starts_at == dt.datetime(2021, 1, 29, 8, 0, tzinfo=LOCAL)
    assert made.state == "planned"
    assert made.title == "Hội nghị kiểm điểm công tác chỉ đạo, điều hành quý I"
    copied = Invitee.objects.filter(meeting_id=made.id)
    assert {one.body for one in copied} == {one.body for one in called.by.values()}
    assert {one.answer for one in copied} == {"none"}
    chairs = Venue.objects.filter(meeting_id=made.id).values_list("chair__body", flat=True)
    assert set(chairs) == {"UBND thành phố Rạch Giá", "UBND huyện Hòn Đất"}


def test_who_chairs_now_is_not_called_and_nobody_is_called_twice(called, specialist, province, heads, plan_of):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên họp thường kỳ", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1FR", now=NOW,
    )  # fmt: skip
    invite(
        actor=specialist, meeting_id=called.meeting.id, category_id=called.members.id, body="Công ty Cấp nước",
        person_name="Ông Lý Quốc Bảo", title="Giám đốc", now=NOW,
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    # From then on one of the list holds the chair's post, and the guest a post of the list.
    for post, name in ((heads.head["ubnd"], "Đỗ Em"), (heads.head["syt"], "Lý Quốc Bảo")):
        Tenure.objects.filter(post_id=post.id).update(valid_to=dt.date(2021, 1, 24))
        Tenure.objects.create(
            jurisdiction_id=province.id, post_id=post.id, person_name=name, valid_from=dt.date(2021, 1, 25),
            email="doem@tinh.example" if name == "Đỗ Em" else "",
        )  # fmt: skip
    Tenure.objects.filter(post_id=heads.head["skhdt"].id).update(email="doem@tinh.example")
    done = plan_next(actor=specialist, series_id=series.id, now=NOW)
    assert done.meeting.chair_name == "Đỗ Em"
    copied = set(Invitee.objects.filter(meeting_id=done.meeting.id).values_list("body", flat=True))
    assert copied == {one.body for code, one in called.by.items() if code != "skhdt"}
    assert done.left_out == (
        "Đỗ Em là người chủ trì cuộc họp nên không mời thêm ở danh sách này.",
        "Lý Quốc Bảo, Giám đốc Sở Y tế đã có trong danh sách mời.",
    )


def test_its_title_goes_on_with_the_day_unless_another_is_given(called, specialist, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Phiên họp thường kỳ", kind="regular",
        rrule="FREQ=MONTHLY;BYDAY=-1FR", now=NOW,
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id, title="Phiên họp thứ 9, tháng 01 năm 2021")
    february = dt.datetime(2021, 2, 26, 8, 0, tzinfo=LOCAL)
    made = plan_next(actor=specialist, series_id=series.id, starts_at=february, now=NOW).meeting
    assert made.title == "Phiên họp thứ 10, tháng 02 năm 2021"
    last = plan_next(actor=specialist, series_id=series.id, title="Phiên họp cuối", now=NOW).meeting
    assert (last.title, last.starts_at) == ("Phiên họp cuối", dt.datetime(2021, 3, 26, 8, 0, tzinfo=LOCAL))


def test_a_series_without_rule_or_meeting_says_so(called, specialist, province, lead_head):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Họp bàn", kind="topic", now=NOW
    )  # fmt: skip
    with pytest.raises(BadInput):
        plan_next(actor=specialist, series_id=series.id, now=NOW)
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    with pytest.raises(BadInput):
        plan_next(actor=specialist, series_id=series.id, now=NOW)
    assert (
        plan_next(actor=specialist, series_id=series.id, starts_at=LATER["starts_at"], now=NOW).meeting.ends_at
        == LATER["ends_at"]
    )
    with pytest.raises(Refused):
        plan_next(actor=lead_head, series_id=series.id, now=NOW)


def test_a_closed_series_and_one_that_is_not_there(called, specialist, outsider, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Họp tuần", kind="briefing", rrule="FREQ=WEEKLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    MeetingSeries.objects.filter(id=series.id).update(is_active=False)
    with pytest.raises(BadInput) as refused:
        plan_next(actor=specialist, series_id=series.id, now=NOW)
    assert refused.value.details["field"] == "series"
    for person, wanted in ((specialist, 999_999), (outsider, series.id)):
        with pytest.raises(NotFound):
            plan_next(actor=person, series_id=wanted, now=NOW)
