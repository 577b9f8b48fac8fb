"""Figures of attendance: they add up, are fair to the term of office, and open the rows that they count."""

from __future__ import annotations

import csv
import datetime as dt
import io
from types import SimpleNamespace

import openpyxl
import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, STARTS

from dondoc.meetings.attendance_export import to_csv, to_xlsx
from dondoc.meetings.attendance_statistics import COLUMNS, Counted, counted_between, figures, kin_of, opened, table
from dondoc.meetings.choices import AttendanceCode
from dondoc.meetings.commands.explain_breach import explain_breach
from dondoc.meetings.commands.judge_explanation import judge_explanation
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.discipline import RULES, fact_of
from dondoc.meetings.models import Category, Invitee, Meeting
from dondoc.meetings.rules import BREACHES
from dondoc.organizations.models import Tenure, UnitSuccession

YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
FOUND = {
    "skhdt": {"presence": "absent"},
    "stc": {"presence": "present", "attendee": "invited"},
    "syt": {
        "presence": "present",
        "attendee": "substitute",
        "attendee_rank": "deputy",
        "attendee_name": "Ngô Văn Minh",
    },
    "bdbp": {"presence": "present", "attendee": "substitute", "attendee_rank": "other", "attendee_name": "=1+1"},
    "rachgia": {
        "presence": "absent",
        "answer": "absent",
        "reason_kind": "sick",
        "consent": "granted",
        "answered_at": NOW,
    },
    "hondat": {"presence": "present", "attendee": "substitute", "attendee_rank": "deputy", "mode": "online"},
}


@pytest.fixture
def held(called):
    """The conference, over: one of every kind of attendance."""
    for code, facts in FOUND.items():
        Invitee.objects.filter(id=called.by[code].id).update(**facts)
    Meeting.objects.filter(id=called.meeting.id).update(state="ended", ended_at=ENDS)
    return called


@pytest.fixture
def earlier(held, specialist, province, plan_of, heads):
    """A meeting of 8 January to which the planning department came."""
    start = STARTS - dt.timedelta(days=14)
    plan = plan_of(title="Họp tháng 1", kind="briefing", starts_at=start, ends_at=start + dt.timedelta(hours=1))
    meeting = plan_meeting(
        actor=specialist, unit_id=province.units["ubnd"].id, plan=plan, now=NOW, past_reason="Họp giao ban đã họp"
    )
    here = {"jurisdiction_id": province.id, "meeting_id": meeting.id}
    category = Category.objects.create(**here, position=1, name="Các sở", requirement="leader")
    Invitee.objects.create(
        **here, category_id=category.id, position=1, unit_id=province.units["skhdt"].id, post_id=heads.head["skhdt"].id,
        body="Sở Kế hoạch và Đầu tư", person_name="Đỗ Em", title="Giám đốc", presence="present", attendee="invited",
    )  # fmt: skip
    Meeting.objects.filter(id=meeting.id).update(state="ended", ended_at=start)
    return meeting


def by_name(rows, by):
    return {line.name: line.figures for line in table(rows, by)}


def test_the_figures_of_a_meeting_add_up(held, chair, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        rows = counted_between(chair, *YEAR)
    total = figures(rows)
    assert total == {
        "called": 6, "came": 1, "stood_for": 1, "reason": 1, "unreported": 1, "unconsented": 1, "wrong": 1,
        "unchecked": 0, "breaches": 3, "excused": 0, "unexcused": 3,
    }  # fmt: skip
    parts = ("came", "stood_for", "reason", "unreported", "unconsented", "wrong", "unchecked")
    assert sum(total[part] for part in parts) == total["called"]
    lines = table(rows, "unit")
    assert len(lines) == 6
    assert [line.figures["unexcused"] for line in lines] == [1, 1, 1, 0, 0, 0], "who broke the regime stands first"
    assert {column.key for column in COLUMNS} == set(total)


def test_every_figure_opens_the_rows_that_it_counts(held, earlier, chair):
    rows = counted_between(chair, *YEAR)
    for by in ("unit", "person"):
        for line in table(rows, by):
            for key, number in line.figures.items():
                assert len(opened(rows, by=by, key=line.key, column=key)) == number
    assert [row.on for row in opened(rows, by="unit", key="", column="came")] == [
        dt.date(2021, 1, 22),
        dt.date(2021, 1, 8),
    ]


def test_nobody_is_charged_with_a_meeting_of_the_predecessor(held, earlier, chair, heads):
    post = heads.head["skhdt"]
    Tenure.objects.filter(post_id=post.id).update(valid_to=dt.date(2021, 1, 15))
    Tenure.objects.create(
        jurisdiction_id=post.jurisdiction_id, post_id=post.id, person_name="Người Mới", valid_from=dt.date(2021, 1, 16)
    )
    rows = counted_between(chair, *YEAR)
    found = by_name(rows, "person")
    assert (found["Đỗ Em"]["called"], found["Đỗ Em"]["came"], found["Đỗ Em"]["breaches"]) == (1, 1, 0)
    assert (found["Người Mới"]["called"], found["Người Mới"]["unreported"]) == (1, 1)
    assert by_name(rows, "unit")["Sở Kế hoạch và Đầu tư"]["called"] == 2


def test_a_vacant_post_is_the_unit_s_and_nobody_s(held, chair, heads):
    Tenure.objects.filter(post_id=heads.head["skhdt"].id).delete()
    rows = counted_between(chair, *YEAR)
    assert "Đỗ Em" not in by_name(rows, "person")
    assert by_name(rows, "unit")["Sở Kế hoạch và Đầu tư"]["unreported"] == 1


def test_a_guest_without_a_post_is_charged_by_name(held, chair):
    Invitee.objects.filter(id=held.by["bdbp"].id).update(post_id=None, unit_id=None, body="Công ty A", title="Giám đốc")
    rows = counted_between(chair, *YEAR)
    line = next(line for line in table(rows, "person") if line.name == "Tạ Văn Nam")
    assert (line.about, line.figures["wrong"]) == ("Giám đốc, Công ty A", 1)
    assert "Công ty A" in by_name(rows, "unit")


def test_the_period_and_the_kind_narrow_and_open_meetings_do_not_count(held, earlier, chair):
    assert len(counted_between(chair, dt.date(2021, 1, 1), dt.date(2021, 1, 8))) == 1
    assert len(counted_between(chair, *YEAR, kind="briefing")) == 1
    assert counted_between(chair, dt.date(2021, 1, 23), dt.date(2021, 12, 31)) == []
    Meeting.objects.filter(id=held.meeting.id).update(state="running")
    assert len(counted_between(chair, *YEAR)) == 1


def test_units_read_their_own_and_others_nothing(held, lead_head, observer, outsider, administrator):
    assert {row.unit[1] for row in counted_between(lead_head, *YEAR)} == {"Sở Kế hoạch và Đầu tư"}
    for person in (observer, outsider, administrator):
        assert counted_between(person, *YEAR) == []


def test_an_accepted_explanation_stands_apart(held, lead_head, office_leader, chair):
    made = explain_breach(actor=lead_head, invitee_id=held.by["skhdt"].id, text="Xe hỏng.", now=NOW)
    total = figures(counted_between(chair, *YEAR))
    assert (total["breaches"], total["excused"], total["unexcused"]) == (3, 0, 3)
    judge_explanation(actor=office_leader, explanation_id=made.id, verdict="accepted", now=NOW)
    total = figures(counted_between(chair, *YEAR))
    assert (total["breaches"], total["excused"], total["unexcused"]) == (3, 1, 2)


def test_the_files_hold_the_table_and_nothing_that_is_computed(held, chair):
    rows = counted_between(chair, *YEAR)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, "unit", *YEAR)))
    sheet = book["Tổng hợp"]
    assert sheet["A1"].value == "Tình hình dự họp từ 01/01/2021 đến 31/12/2021"
    assert [cell.value for cell in sheet[3]][:3] == ["Đơn vị", "Được mời", "Trực tiếp dự"]
    assert sheet.max_row == 3 + 6
    details = [[cell.value for cell in line] for line in book["Chi tiết"].iter_rows(min_row=4)]
    assert len(details) == 6
    assert all(cell.data_type != "f" for line in book["Chi tiết"].iter_rows() for cell in line)
    assert not any("Ốm" in str(value) for line in details for value in line)
    lines = list(csv.reader(io.StringIO(to_csv(rows, "person").decode("utf-8-sig"))))
    assert lines[0][:3] == ["Họ và tên", "Chức vụ", "Được mời"]
    assert len(lines) == 7


def test_a_csv_holds_no_formula(held, chair):
    Invitee.objects.filter(id=held.by["bdbp"].id).update(unit_id=None, post_id=None, body="=HYPERLINK(1)")
    said = to_csv(counted_between(chair, *YEAR), "unit").decode()
    assert "\n=HYPERLINK" not in said
    assert "HYPERLINK" in said


def test_every_breach_has_its_rule_and_its_fact(held, chair):
    assert set(RULES) == set(BREACHES)
    facts = {row.code: fact_of(row.invitee, STARTS) for row in counted_between(chair, *YEAR)}
    assert facts[AttendanceCode.ABSENT_UNREPORTED] == (
        "Không có mặt, không có ai dự thay. Trước cuộc họp không trả lời giấy mời."
    )
    assert facts[AttendanceCode.SUBSTITUTE_UNCONSENTED].startswith("Người đến dự: Ngô Văn Minh.")


@pytest.mark.parametrize(
    ("said", "at", "words"),
    [
        ({"answer": "comes"}, NOW, "đã trả lời là dự"),
        ({"answer": "absent", "consent": "refused"}, NOW, "đã xin vắng, chủ trì không đồng ý"),
        ({"answer": "substitute", "consent": "asked"}, NOW, "đã xin cử người dự thay, chủ trì chưa cho ý kiến"),
        ({"answer": "substitute", "consent": "granted"}, NOW, "chủ trì đồng ý, nhưng không đúng như đã xin"),
        ({"answer": "comes"}, STARTS, "Trước cuộc họp không trả lời giấy mời."),
        ({"answer": "absent", "consent": "asked"}, STARTS, "Khi cuộc họp đã bắt đầu mới xin vắng, chủ trì chưa cho ý kiến."),
        ({"answer": "absent", "consent": "refused"}, ENDS, "Khi cuộc họp đã bắt đầu mới xin vắng, chủ trì không đồng ý."),
        ({"answer": "substitute", "consent": "granted"}, ENDS, "mới xin cử người dự thay, chủ trì đồng ý."),
    ],
)  # fmt: skip
def test_what_was_said_and_when_belongs_to_the_fact(called, said, at, words):
    for name, value in said.items():
        setattr(called.by["syt"], name, value)
    called.by["syt"].presence, called.by["syt"].answered_at = "absent", at
    assert words in fact_of(called.by["syt"], STARTS)


def test_every_code_is_counted_in_one_place_and_every_breach_is_excused_or_not():
    parts = ("came", "stood_for", "reason", "unreported", "unconsented", "wrong", "unchecked")
    for code in AttendanceCode:
        for verdict in (None, "open", "accepted", "not_accepted"):
            said = (SimpleNamespace(verdict=verdict),) if verdict else ()
            found = figures([Counted(None, code, dt.date(2021, 1, 22), ("u1", "Sở"), ("t1", "A", "Giám đốc"), said)])
            assert sum(found[part] for part in parts) == found["called"] == 1
            assert found["excused"] + found["unexcused"] == found["breaches"]
            assert found["breaches"] == found["unreported"] + found["unconsented"] + found["wrong"]
            assert found["excused"] == (verdict == "accepted" and code in BREACHES)


def test_a_unit_is_counted_under_its_name_and_linked_with_who_came_before_and_after(held, chair, province):
    before, after, other = (province.units[code] for code in ("syt", "stc", "bdbp"))
    UnitSuccession.objects.create(
        jurisdiction_id=1, predecessor_unit_id=before.id, successor_unit_id=after.id, on=dt.date(2021, 7, 1)
    )
    lines = {line.name: line for line in table(counted_between(chair, *YEAR), "unit")}
    assert {before.name, after.name} <= lines.keys()
    kin = kin_of(1, [line.key for line in lines.values()])
    assert [(one.name, one.is_before, one.on) for one in kin[lines[after.name].key]] == [
        (before.name, True, dt.date(2021, 7, 1))
    ]
    assert [(one.key, one.is_before) for one in kin[lines[before.name].key]] == [(lines[after.name].key, False)]
    assert lines[other.name].key not in kin
    assert kin_of(1, ["bThường trực Tỉnh ủy", "t12"]) == {}
