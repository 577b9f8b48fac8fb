"""The agenda over the API, what goes on now, one's own notes."""

from __future__ import annotations

import pytest
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import put_on

from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.models import AgendaItem, LiveChange


@pytest.fixture
def path(called):
    return f"/meetings/{called.meeting.id}"


@pytest.fixture
def items(office, path):
    for title in ("Một", "Hai", "Ba"):
        made = office.post(path + "/agenda", {"title": title, "minutes": 90}).json()
    return [item["id"] for item in made["agenda"]]


def test_the_agenda_says_when_each_item_begins_and_by_how_much_it_is_too_long(office, path, items):
    found = office.get(path + "/agenda").json()
    assert [item["begins_at"][11:16] for item in found["items"]] == ["08:00", "09:30", "11:00"]
    assert (found["planned_minutes"], found["over_minutes"]) == (270, 60)
    assert (found["items"][0]["summary_lacking"], found["items"][0]["report_pages"]) == (False, 0)


def test_an_item_is_changed_moved_and_dropped(office, path, items):
    facts = {"title": "Ba, sửa", "presenter_unit": "syt", "presenter": "Giám đốc", "minutes": 20}
    changed = office.patch(f"{path}/agenda/{items[2]}", facts).json()
    assert {name: changed[name] for name in facts} == facts
    assert office.patch(f"{path}/agenda/{items[2]}", {**facts, "presenter_unit": "x"}).json()["code"] == "unknown_unit"
    moved = office.post(f"{path}/agenda/{items[2]}/move", {"place": 1}).json()["items"]
    assert [item["id"] for item in moved] == [items[2], items[0], items[1]]
    assert office.delete(f"{path}/agenda/{items[1]}").status_code == 204
    office.post(path + "/papers", {"title": "Báo cáo", "item_id": items[0]})
    assert office.delete(f"{path}/agenda/{items[0]}").json()["code"] == "not_empty"
    assert AgendaItem.objects.count() == 2


def test_an_item_of_another_meeting_is_not_there(office, specialist, province, plan_of, path):
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    item = AgendaItem.objects.create(jurisdiction_id=1, meeting_id=other.id, position=1, title="Khác")
    assert office.patch(f"{path}/agenda/{item.id}", {"title": "Đổi"}).status_code == 404
    assert office.post(f"{path}/agenda/{item.id}/move", {"place": 1}).status_code == 404
    assert office.delete(f"{path}/agenda/{item.id}").status_code == 404
    assert AgendaItem.objects.get().title == "Khác"


def test_who_takes_part_sees_what_goes_on(office, as_user, lead_head, specialist, called, path, items):
    unit = as_user(lead_head)
    before = unit.get(path + "/now").json()
    assert (before["state"], before["running"], before["coming"]["id"]) == ("called", None, items[0])
    put_on(called.meeting)
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    office.post(f"{path}/agenda/{items[0]}/run")
    office.post(path + "/remarks", {"invitee_id": called.by["syt"].id, "state": "speaking"})
    unit.post(path + "/speeches", {"topic": "Giải ngân", "invitee_id": called.by["skhdt"].id})
    office.post(path + "/conclusions", {"text": "Chưa hiện."})
    found = unit.get(path + "/now").json()
    assert (found["running"]["id"], found["coming"]["id"]) == (items[0], items[1])
    assert (found["speaking"]["body"], [one["topic"] for one in found["waiting"]]) == ("Sở Y tế", ["Giải ngân"])
    assert found["conclusions"] == []
    assert found["live_seq"] == LiveChange.objects.latest("seq").seq > before["live_seq"]


def test_own_notes_are_read_by_nobody_else(office, as_user, lead_head, path):
    unit = as_user(lead_head)
    assert unit.get(path + "/own-note").json() == {"text": "", "version": 0, "changed_at": None}
    kept = unit.patch(path + "/own-note", {"version": 0, "text": "Hỏi lại số liệu."}).json()
    assert (kept["text"], kept["version"]) == ("Hỏi lại số liệu.", 1)
    stale = unit.patch(path + "/own-note", {"version": 0, "text": "Khác."})
    assert (stale.status_code, stale.json()["theirs"], stale.json()["mine"]) == (
        409, {"text": "Hỏi lại số liệu."}, {"text": "Khác."},
    )  # fmt: skip
    assert office.get(path + "/own-note").json()["version"] == 0
