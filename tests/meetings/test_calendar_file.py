"""The calendar file, read by another library than the one that wrote it."""

from __future__ import annotations

import datetime as dt

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.meetings.meetings_world import ENDS, LOCAL, STARTS

from dondoc.meetings.calendar_file import Attending, CalendarEntry, calendar_file


def entry(**more):
    return CalendarEntry(
        **{
            "uid": "hop-1-7@dondoc", "sequence": 0, "title": "Hội nghị kiểm điểm", "description": "", "location": "Hội trường A",
            "url": "https://vp.example/hop/7/", "starts_at": STARTS, "ends_at": ENDS, "changed_at": STARTS,
            "organizer": "UBND tỉnh", "is_cancelled": False, **more,
        }
    )  # fmt: skip


def read(content):
    return vobject.readOne(content.decode())


def test_what_nobody_is_called_to_yet_is_tentative():
    found = read(calendar_file([entry(is_tentative=True)], method="PUBLISH"))
    assert found.vevent.status.value == "TENTATIVE"
    gone = read(calendar_file([entry(is_tentative=True, is_cancelled=True)], method="PUBLISH"))
    assert gone.vevent.status.value == "CANCELLED"


def test_an_invitation_is_understood_by_another_parser():
    people = [
        Attending("i1", "Giám đốc Sở Y tế", "comes", "gd@syt.example"),
        Attending("i2", "Giám đốc Sở Tài chính", "none"),
        Attending("i3", "Chủ tịch UBND huyện Hòn Đất", "substitute"),
    ]
    found = read(calendar_file([entry(attending=people, organizer_email="vanthu@tinh.example")], method="REQUEST"))
    assert found.method.value == "REQUEST"
    event = found.vevent
    assert event.dtstart.value == STARTS
    assert event.dtend.value.astimezone(LOCAL) == ENDS
    assert (event.uid.value, event.sequence.value, event.status.value) == ("hop-1-7@dondoc", "0", "CONFIRMED")
    stats = [one.params["PARTSTAT"][0] for one in event.attendee_list]
    assert stats == ["ACCEPTED", "NEEDS-ACTION", "NEEDS-ACTION"]
    assert [one.params["CN"][0] for one in event.attendee_list] == [one.name for one in people]
    assert event.attendee_list[0].value == "mailto:gd@syt.example"
    assert (event.organizer.value, event.organizer.params["CN"]) == ("mailto:vanthu@tinh.example", ["UBND tỉnh"])


def test_who_sends_somebody_names_them_and_they_name_who_sent_them():
    sends = Attending("i3", "Giám đốc Sở Y tế", "substitute", "gd@syt.example", "Ngô Văn Minh", "pgd@syt.example")
    unknown = Attending("i4", "Chủ tịch UBND huyện", "substitute", "", "Hà Thị Tâm")
    found = read(calendar_file([entry(attending=[sends, unknown])], method="REQUEST")).vevent.attendee_list
    said = [
        (one.value, one.params["PARTSTAT"], one.params.get("DELEGATED-TO"), one.params.get("DELEGATED-FROM"))
        for one in found
    ]
    assert said == [
        ("mailto:gd@syt.example", ["DELEGATED"], ["mailto:pgd@syt.example"], None),
        ("mailto:pgd@syt.example", ["NEEDS-ACTION"], None, ["mailto:gd@syt.example"]),
        ("urn:x-dondoc:i4", ["DELEGATED"], ["urn:x-dondoc:i4-thay"], None),
        ("urn:x-dondoc:i4-thay", ["NEEDS-ACTION"], None, ["urn:x-dondoc:i4"]),
    ]


def test_the_zone_is_in_the_file():
    found = read(calendar_file([entry()], method="REQUEST"))
    assert found.vtimezone.tzid.value == "Asia/Ho_Chi_Minh"
    assert found.vevent.dtstart.value.utcoffset() == dt.timedelta(hours=7)


def test_an_update_and_a_cancellation_follow_the_first():
    moved = read(
        calendar_file(
            [entry(sequence=1, starts_at=STARTS + dt.timedelta(days=3), ends_at=ENDS + dt.timedelta(days=3))],
            method="REQUEST",
        )
    )
    gone = read(calendar_file([entry(sequence=2, is_cancelled=True)], method="CANCEL"))
    assert (moved.vevent.uid.value, moved.vevent.sequence.value) == ("hop-1-7@dondoc", "1")
    assert (gone.method.value, gone.vevent.status.value, gone.vevent.sequence.value) == ("CANCEL", "CANCELLED", "2")


def test_a_feed_names_nobody():
    found = read(calendar_file([entry(attending=[Attending("i1", "Ai", "comes")]), entry(uid="b")], method="PUBLISH"))
    assert len(found.vevent_list) == 2
    assert not hasattr(found.vevent, "attendee")


def test_no_line_is_longer_than_75_octets():
    content = calendar_file([entry(title="Hội nghị " * 60, description="Kiểm điểm, đôn đốc; " * 200)], method="REQUEST")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n,;:"\\ Đđ'), max_size=200)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_what_was_put_in_comes_out(title, description, location):
    found = read(
        calendar_file([entry(title=f"x{title}", description=description, location=location)], method="REQUEST")
    )
    event = found.vevent
    assert event.summary.value == f"x{title}"
    assert getattr(event, "description", None) is None or event.description.value == description
    assert getattr(event, "location", None) is None or event.location.value == location
    assert hasattr(event, "description") is bool(description)


@pytest.mark.parametrize("answer", ["comes", "absent", "substitute", "none"])
def test_every_answer_has_its_word(answer):
    assert b"PARTSTAT=" in calendar_file([entry(attending=[Attending("i", "Ai", answer)])], method="REQUEST")
