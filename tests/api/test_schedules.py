"""Deadlines that live over the API: a decision looked at and entered, an event corrected, a series, legal limits."""

from __future__ import annotations

from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.papers_world import *  # noqa: F403 - fixtures
from tests.meetings.slips_world import *  # noqa: F403 - fixtures
from tests.schedules.schedule_world import counted, part, waiting
from tests.schedules.test_series import monthly

DECISION = {"days": [{"date": "2021-01-21", "kind": "holiday", "name": "Nghỉ tránh bão"}], "source": "12/QĐ-TTg"}


def test_a_decision_is_looked_at_and_entered(as_user, office_leader, province):
    directive = counted(office_leader, province)
    office = as_user(office_leader)
    seen = office.post("/calendar/decisions/preview", DECISION).json()
    assert [(one["unit"], one["was"], one["becomes"], one["rule"]) for one in seen["moves"]] == [
        ("skhdt", "2021-01-22", "2021-01-25", "words"), ("stc", "2021-01-22", "2021-01-25", "words"),
    ]  # fmt: skip
    assert not any(day["is_own"] for day in office.get("/calendar?year=2021").json()["days"])
    stale = office.post("/calendar/decisions", {**DECISION, "digest": "khác"})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    left = part(directive, province, "stc").id
    done = office.post("/calendar/decisions", {**DECISION, "digest": seen["digest"], "left_out": [left]})
    assert done.status_code == 201
    assert done.json() == {"version": seen["version"], "moved": 1, "kept": 1}
    after = office.get("/deadline-recount").json()
    assert (after["moves"], [one["assignment_id"] for one in after["kept"]]) == ([], [left])
    (own,) = [day for day in office.get("/calendar?year=2021").json()["days"] if day["is_own"]]
    assert (own["date"], own["name"], own["source"]) == ("2021-01-21", "Nghỉ tránh bão", "12/QĐ-TTg")


def test_papers_and_slips_are_named(as_user, office_leader, paper, sent):
    seen = as_user(office_leader).post("/calendar/decisions/preview", DECISION).json()
    assert seen["moves"] == []
    assert seen["chosen_days"] == [
        {
            "kind": "paper", "id": paper.id, "title": "Dự thảo báo cáo", "place": paper.meeting.title,
            "was": "2021-01-20", "becomes": "2021-01-19", "why": "counted",
        },
        {
            "kind": "slip", "id": sent.id, "title": "Dự thảo Quy chế làm việc", "place": sent.unit.name,
            "was": "2021-01-21", "becomes": "2021-01-22", "why": "counted",
        },
    ]  # fmt: skip


def test_what_was_not_moved_is_moved_later(as_user, office_leader, administrator, province):
    counted(office_leader, province)
    assert as_user(administrator).post("/calendar/days", DECISION).status_code == 201
    office = as_user(office_leader)
    digest = office.get("/deadline-recount").json()["digest"]
    assert office.post("/deadline-recount", {"digest": digest}).json()["moved"] == 2


def test_a_slip_is_named(as_user, office_leader):
    wrong = {**DECISION, "days": [{"date": "2021-01-23", "kind": "compensatory_off", "name": "Nghỉ bù"}]}
    refused = as_user(office_leader).post("/calendar/decisions/preview", wrong)
    assert (refused.status_code, refused.json()["code"]) == (422, "weekend_off")


def test_an_event_is_looked_at_recorded_corrected_and_taken_back(as_user, office_leader, province):
    directive, event = waiting(office_leader, province)
    office, path = as_user(office_leader), f"/deadline-events/{event.id}"
    seen = office.post(f"{path}/preview", {"occurred_on": "2021-01-15"}).json()
    assert {(one["was"], one["becomes"]) for one in seen["rows"]} == {(None, "2021-01-22")}
    early = office.post(f"{path}/correct", {"occurred_on": "2021-01-15", "reason": "x"})
    assert (early.status_code, early.json()["code"]) == (409, "not_recorded")
    assert office.post(f"{path}/record", {"occurred_on": "2021-01-15"}).status_code == 200
    done = office.post(f"{path}/correct", {"occurred_on": "2021-01-18", "reason": "Ghi nhầm"}).json()
    assert {(one["was"], one["becomes"]) for one in done["rows"]} == {("2021-01-22", "2021-01-25")}
    assert done["recorded_on"] == "2021-01-18"
    back = office.post(f"{path}/correct", {"occurred_on": None, "reason": "Hoãn"}).json()
    assert (back["recorded_on"], {one["becomes"] for one in back["rows"]}) == (None, {None})
    assert part(directive, province).due_on is None


def test_a_series_from_its_start_to_its_stop(as_user, office_leader, lead_focal, other_unit_focal, province):
    directive = monthly(office_leader, province)
    office = as_user(office_leader)
    refused = office.post(f"/directives/{directive.id}/series", {"rrule": "FREQ=HOURLY"})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_rule")
    made = office.post(f"/directives/{directive.id}/series", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=25"})
    assert made.status_code == 201
    series = made.json()
    assert (series["rule_words"], series["leads"], series["coordinates"]) == ("Ngày 25 hằng tháng", ["skhdt"], ["stc"])
    assert (series["coming"]["label"], series["coming"]["due_on"]) == ("Tháng 02/2021", "2021-02-25")
    path = f"/series/{series['id']}"
    assert as_user(lead_focal).get("/series").json()["count"] == 1
    assert as_user(other_unit_focal).get("/series").json()["count"] == 0
    office = as_user(office_leader)
    early = office.post(f"{path}/open-next", {"after": 1})
    assert (early.status_code, early.json()["code"]) == (409, "too_early")
    skipped = office.post(f"{path}/skip", {"reason": "Đã gộp", "number": 2}).json()
    assert [(one["number"], one["state"]) for one in skipped["occurrences"]] == [(1, "opened"), (2, "skipped")]
    changed = office.call("patch", path, {"rrule": "FREQ=WEEKLY;BYDAY=FR", "leads": ["syt"]}).json()
    assert (changed["version"], changed["leads"], changed["rule_words"]) == (2, ["syt"], "Thứ Sáu hằng tuần")
    assert office.post(f"{path}/stop", {"reason": "Hết việc"}).json()["state"] == "stopped"


def test_limits_are_dated_records(as_user, office_leader):
    office = as_user(office_leader)
    given = {
        "key": "tb_ket_luan", "name": "Ra thông báo kết luận", "amount": 3, "unit": "NLV", "anchor": "meeting_end",
        "valid_from": "2021-03-01", "source": "QĐ 99/2021/QĐ-TTg", "confidence": "A",
    }  # fmt: skip
    made = office.post("/legal-limits", given)
    assert (made.status_code, made.json()["is_confirmed"], made.json()["is_shipped"]) == (201, True, False)
    rows = [one for one in office.get("/legal-limits").json()["items"] if one["key"] == "tb_ket_luan"]
    assert [(one["amount"], one["valid_to"], one["is_confirmed"]) for one in rows] == [
        (5, "2021-02-28", False), (3, None, True),
    ]  # fmt: skip
    assert office.post("/legal-limits/tb_ket_luan/2018-12-25/confirm", {}).json()["is_confirmed"]
    ended = office.post("/legal-limits/tb_ket_luan/2021-03-01/end", {"last_day": "2021-12-31", "reason": "QĐ khác"})
    assert ended.json()["valid_to"] == "2021-12-31"
    assert office.post("/legal-limits/khong_co/2021-03-01/confirm", {}).status_code == 404
