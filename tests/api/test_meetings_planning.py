"""Planning over the API: a plan that moves, its calendar file, rooms, series and their next meeting."""

from __future__ import annotations

import vobject
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import put_on

from dondoc.meetings.models import Invitee, Meeting


def _plan(meeting, **more):
    return {
        "version": meeting.version, "kind": "topic", "title": "Họp dời", "starts_at": "2021-01-25T08:00:00+07:00",
        "ends_at": "2021-01-25T10:00:00+07:00", **more,
    }  # fmt: skip


def test_a_program_moves_a_meeting_and_whoever_accepted_is_asked_again(office, called):
    path = f"/meetings/{called.meeting.id}"
    Invitee.objects.filter(id=called.by["skhdt"].id).update(answer="comes")
    moved = office.patch(path, _plan(called.meeting, reason="Trùng lịch")).json()
    assert (moved["title"], moved["starts_at"]) == ("Họp dời", "2021-01-25T08:00:00+07:00")
    assert Invitee.objects.get(id=called.by["skhdt"].id).answer == "none"
    stale = office.patch(path, _plan(called.meeting, title="Khác"))
    assert (stale.status_code, stale.json()["code"]) == (409, "other_version")
    wrong = office.patch(path, _plan(Meeting.objects.get(), ends_at="2021-01-25T07:00:00+07:00"))
    assert (wrong.status_code, wrong.json()["code"]) == (422, "end_before_start")


def test_the_calendar_names_all_to_the_office_and_to_a_unit_its_own(office, as_user, lead_head, outsider, called):
    path = f"/meetings/{called.meeting.id}/calendar/file"
    whole = vobject.readOne(office.get(path).content.decode())
    assert len(whole.vevent.attendee_list) == len(called.by)
    own = vobject.readOne(as_user(lead_head).get(path).content.decode())
    assert own.vevent.uid.value == whole.vevent.uid.value
    assert [one.value for one in own.vevent.attendee_list] == [f"urn:x-dondoc:moi-{called.by['skhdt'].id}"]
    assert as_user(outsider).get(path).status_code == 404


def test_rooms_and_series_are_kept_and_the_next_meeting_follows(office, as_user, lead_head, called):
    room = office.post("/meeting-rooms", {"name": "Phòng 2", "seats": 40}).json()
    again = office.post("/meeting-rooms", {"name": "Phòng 2"})
    assert (again.status_code, again.json()["code"]) == (422, "taken")
    closed = office.patch(f"/meeting-rooms/{room['id']}", {"name": "Phòng 2", "is_active": False}).json()
    assert (closed["is_active"], closed["seats"]) == (False, None)
    assert office.get("/meeting-rooms").json() == {"items": [closed]}
    said = {"unit": "ubnd", "name": "Giao ban", "kind": "briefing", "rrule": "FREQ=WEEKLY;BYDAY=MO"}
    series = office.post("/meeting-series", said).json()
    assert office.get("/meeting-series").json() == {"items": [series]}
    wrong = office.patch(f"/meeting-series/{series['id']}", {**said, "rrule": "FREQ=HOURLY"})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "rrule")
    Meeting.objects.update(series_id=series["id"])
    following = office.post(f"/meeting-series/{series['id']}/next", {}).json()
    assert (following["starts_at"], following["series_id"]) == ("2021-01-25T08:00:00+07:00", series["id"])
    assert as_user(lead_head).get("/meeting-rooms").status_code == 403
    assert as_user(lead_head).post("/meeting-series", said).status_code == 403


def test_the_field_of_work_stays_where_it_is_not_sent(office, called):
    path = f"/meetings/{called.meeting.id}"
    given = office.patch(path, _plan(called.meeting, field="kinh-te")).json()
    assert given["field"] == "kinh-te"
    kept = office.patch(path, _plan(Meeting.objects.get(), title="Đổi tên")).json()
    assert (kept["title"], kept["field"]) == ("Đổi tên", "kinh-te")
    assert office.patch(path, _plan(Meeting.objects.get(), field=None)).json()["field"] is None
    assert office.patch(path, _plan(Meeting.objects.get(), field="x")).json()["code"] == "unknown_field"


def test_meetings_of_some_days(office, called):
    for query, count in (
        ("first=2021-01-22&last=2021-01-22", 1), ("first=2021-01-23", 0), ("last=2021-01-21", 0), ("first=&last=", 1),
    ):  # fmt: skip
        assert office.get(f"/meetings?{query}").json()["count"] == count, query
    assert office.get("/meetings?first=hom-nay").status_code == 422


def test_a_clash_is_told_before_and_after_it_is_saved(office, as_user, lead_head, called, heads):
    plan = {
        "unit": "ubnd", "kind": "topic", "title": "Họp khác", "starts_at": "2021-01-22T09:00:00+07:00",
        "ends_at": "2021-01-22T10:00:00+07:00", "chair_post_id": heads.head["ubnd"].id,
    }  # fmt: skip
    (clash,) = office.post("/meeting-clashes", plan).json()["items"]
    assert (clash["kind"], clash["meeting_id"], clash["what"]) == ("person", called.meeting.id, "Trần Văn An")
    assert Meeting.objects.count() == 1, "nothing is saved"
    moved = {**plan, "meeting_id": called.meeting.id}
    assert office.post("/meeting-clashes", moved).json() == {"items": [], "doubts": []}, (
        "a meeting does not clash with itself"
    )
    made = office.post("/meetings", plan).json()["id"]
    assert [one["meeting_id"] for one in office.get(f"/meetings/{made}/clashes").json()["items"]] == [called.meeting.id]
    assert as_user(lead_head).get(f"/meetings/{called.meeting.id}/clashes").status_code == 403
    assert as_user(lead_head).post("/meeting-clashes", plan).status_code == 403


def test_a_meeting_says_which_steps_are_open_to_who_asks(office, as_user, lead_head, called):
    path = f"/meetings/{called.meeting.id}"
    assert office.get(path).json()["verbs"] == ["change", "open", "cancel"]
    assert office.post(path + "/open").json()["code"] == "not_the_day"
    put_on(called.meeting)
    assert office.post(path + "/open").json()["verbs"] == ["change", "end"]
    assert office.post(path + "/end").json()["verbs"] == ["reopen"]
    assert as_user(lead_head).get(path).json()["verbs"] == []


def test_a_program_is_told_what_a_plan_is_doubtful_in_and_says_why_it_comes_late(office, called):
    plan = {key: value for key, value in _plan(called.meeting).items() if key != "version"} | {"unit": "ubnd"}
    sunday = {"starts_at": "2021-01-24T08:00:00+07:00", "ends_at": "2021-01-24T10:00:00+07:00", "form": "online"}
    doubts = office.post("/meeting-clashes", {**plan, **sunday}).json()["doubts"]
    assert [one["kind"] for one in doubts] == ["day_off", "no_link"]
    past = {"starts_at": "2021-01-15T08:00:00+07:00", "ends_at": "2021-01-15T10:00:00+07:00"}
    refused = office.post("/meetings", {**plan, **past})
    assert (refused.status_code, refused.json()["code"]) == (422, "past")
    assert office.post("/meetings", {**plan, **past, "past_reason": "Họp khẩn"}).status_code == 201


def test_a_program_reads_from_what_to_what_a_meeting_moved(office, as_user, lead_head, called):
    path = f"/meetings/{called.meeting.id}"
    near = {"starts_at": "2021-01-19T08:00:00+07:00", "ends_at": "2021-01-19T10:00:00+07:00"}
    refused = office.patch(path, _plan(called.meeting, **near))
    assert (refused.status_code, refused.json()["code"]) == (422, "short_notice")
    assert office.patch(path, _plan(called.meeting, **near, reason="Bão số 1")).status_code == 200
    latest = office.get(f"{path}/history").json()["items"][0]
    assert latest["reason"] == "Bão số 1"
    (move,) = as_user(lead_head).get(path).json()["moves"]
    assert (move["reason"], move["changes"]) == ("Bão số 1", latest["changes"])
    assert latest["changes"][0] == "Dời từ Thứ Sáu, 22/01/2021, 08:00 – 11:30 sang Thứ Ba, 19/01/2021, 08:00 – 10:00"


def test_a_unit_that_is_no_longer_called_gets_the_cancellation_alone(office, as_user, lead_head, specialist, called):
    path = f"/meetings/{called.meeting.id}"
    assert office.post(f"/invitees/{called.by['skhdt'].id}/withdraw", {}).status_code == 204
    gone = vobject.readOne(as_user(lead_head).get(f"{path}/calendar/file").content.decode())
    assert gone.method.value == "CANCEL"
    assert as_user(lead_head).get(path).status_code == 404
