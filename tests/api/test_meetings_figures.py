"""The calls behind a figure, breaches, files of attendance and of the week, what waits for whom."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
import vobject
from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures

from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.models import Invitee, Meeting
from dondoc.organizations.models import UnitSuccession

YEAR = "first=2021-01-01&last=2021-12-31"


@pytest.fixture
def over(called):
    """The conference is over: Kế hoạch và Đầu tư was absent unreported, Tài chính came."""
    Invitee.objects.filter(id=called.by["skhdt"].id).update(presence="absent")
    Invitee.objects.filter(id=called.by["stc"].id).update(presence="present", attendee="invited")
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    return called


@pytest.fixture
def unit(as_user, lead_head):
    return as_user(lead_head)


def test_a_figure_opens_exactly_what_it_counts(office, unit, over):
    total = office.get(f"/attendance-statistics?{YEAR}").json()
    for column, number in total["total"].items():
        assert office.get(f"/attendance-calls?{YEAR}&column={column}").json()["count"] == number, column
    key = next(line["key"] for line in total["items"] if line["name"] == "Sở Kế hoạch và Đầu tư")
    (call,) = office.get(f"/attendance-calls?{YEAR}&column=unreported&key={key}").json()["items"]
    assert (call["invitee_id"], call["attendance"], call["unit_key"]) == (over.by["skhdt"].id, "absent_unreported", key)
    assert (call["person"], call["on"]) == ("Đỗ Em", "2021-01-22")
    assert len(office.get(f"/attendance-calls?{YEAR}&limit=2&offset=5").json()["items"]) == 1
    assert unit.get(f"/attendance-calls?{YEAR}").json()["count"] == 1
    assert office.get(f"/attendance-calls?{YEAR}&column=x").status_code == 422


def test_a_breach_has_its_rule_its_fact_and_its_answer(office, unit, as_user, coordinating_focal, over):
    (breach,) = unit.get(f"/meeting-breaches?{YEAR}").json()["items"]
    assert (breach["state"], breach["may_explain"], breach["explanations"]) == ("open", True, [])
    assert breach["rule"].startswith("Báo cáo chủ trì khi vắng")
    assert breach["fact"].startswith("Không có mặt")
    made = unit.post(f"/invitees/{breach['invitee_id']}/explanations", {"text": "Xe hỏng."}).json()
    (answered,) = office.get(f"/meeting-breaches?{YEAR}&state=waiting").json()["items"]
    assert (answered["explanations"], answered["may_explain"]) == ([made], False)
    office.post(f"/explanations/{made['id']}/verdict", {"verdict": "not_accepted", "note": "Chưa rõ."})
    (refused,) = unit.get(f"/meeting-breaches?{YEAR}&state=not_accepted").json()["items"]
    assert refused["may_explain"]
    assert unit.get(f"/meeting-breaches?{YEAR}&state=open").json()["items"] == []
    assert as_user(coordinating_focal).get(f"/meeting-breaches?{YEAR}").json()["count"] == 0


def test_the_figures_are_a_file(office, over):
    workbook = openpyxl.load_workbook(io.BytesIO(office.get(f"/exports/attendance?{YEAR}").content))
    assert len(workbook.worksheets) == 2
    lines = office.get(f"/exports/attendance?{YEAR}&format=csv").content.decode("utf-8-sig").splitlines()
    assert any("Sở Kế hoạch và Đầu tư" in line for line in lines)
    assert office.get(f"/exports/attendance?{YEAR}&format=ods").status_code == 422


def test_the_week_is_a_file(office, unit, as_user, outsider, called):
    calendar = vobject.readOne(unit.get("/exports/meeting-week?on=2021-01-20&format=ics").content.decode())
    assert (calendar.method.value, len(calendar.vevent_list)) == ("PUBLISH", 1)
    other = vobject.readOne(office.get("/exports/meeting-week?format=ics&on=2021-02-01").content.decode())
    assert not hasattr(other, "vevent")
    for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = office.get(f"/exports/meeting-week?on=2021-01-20&format={kind}")
        assert answer.content.startswith(begins)
        assert f"lich-cong-tac-2021-01-18.{kind}" in answer["Content-Disposition"]
    assert office.get("/exports/meeting-week?ngay=2021-01-20").json()["code"] == "unknown_parameter"


def test_what_waits_for_whom(office, unit, as_user, chair, specialist, called, province):
    invitee = called.by["skhdt"].id
    paper = ask_for_paper(
        actor=specialist, meeting_id=called.meeting.id, title="Báo cáo", kind="report", now=NOW,
        unit_id=province.units["skhdt"].id,
    )  # fmt: skip
    mine = unit.get("/meeting-waiting").json()
    assert [(one["invitee_id"], one["answer"]) for one in mine["invitees"]] == [(invitee, "none")]
    assert [one["paper_id"] for one in mine["papers"]] == [paper.id]
    assert as_user(chair).get("/meeting-waiting").json() == {"invitees": [], "papers": [], "slips": []}
    unit.post(f"/invitees/{invitee}/answer", {"answer": "absent", "reason_kind": "mission"})
    (asked,) = as_user(chair).get("/meeting-waiting").json()["invitees"]
    assert (asked["invitee_id"], asked["consent"]) == (invitee, "asked")
    assert unit.get("/meeting-waiting").json()["invitees"] == []


def test_a_unit_that_took_over_another_is_linked_with_it(office, over, province):
    UnitSuccession.objects.create(
        jurisdiction_id=province.id, predecessor_unit_id=province.units["skhdt"].id,
        successor_unit_id=province.units["stc"].id, on=dt.date(2021, 3, 1),
    )  # fmt: skip
    lines = {line["name"]: line["kin"] for line in office.get(f"/attendance-statistics?{YEAR}").json()["items"]}
    assert lines["Sở Y tế"] == []
    (after,) = lines["Sở Kế hoạch và Đầu tư"]
    assert (after["unit"], after["is_before"], after["on"]) == ("stc", False, "2021-03-01")
    assert lines["Sở Tài chính"][0]["unit"] == "skhdt"
