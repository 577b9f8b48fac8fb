"""What a notice says of attendance, and that its figures add up."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.meetings_world import MORNING

from dondoc.meetings.attendance import ABSENT, CAME, SUBSTITUTED, Attended, counts, exceptions, sentence
from dondoc.meetings.attendance_selectors import attendance_of, lines_of, narrowed
from dondoc.meetings.choices import AttendanceCode, ReasonKind, SubstituteRank
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.models import Meeting
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Tenure

MEMBERS = "Thành viên Ủy ban nhân dân tỉnh"
DISTRICTS = "Chủ tịch UBND các huyện, thành phố"


def person(code, *, body="Sở Nội vụ", category=MEMBERS, **more):
    return Attended(
        **{
            "category": category, "is_counted": True, "body": body, "person_name": "Nguyễn Văn A",
            "title": f"Giám đốc {body}", "attendee_name": "", "attendee_title": "", "code": AttendanceCode(code), **more,
        }
    )  # fmt: skip


def test_the_conference_of_the_seed():
    """Its figures: one member absent on mission, two who sent deputies, a district whose deputy chaired its venue."""
    people = [
        person("present", category="Lãnh đạo Hội đồng nhân dân tỉnh", is_counted=False),
        person("present"),
        person(
            "absent_with_reason", body="UBND tỉnh", title="Phó Chủ tịch UBND tỉnh", person_name="Nguyễn Lưu Trung",
            reason_kind="mission",
        ),
        person("substitute_consented", attendee_name="ông Hồ Minh Hải", attendee_rank="deputy"),
        person(
            "substitute_consented", body="Bộ Chỉ huy Quân sự tỉnh", attendee_name="Võ Thanh Bình", attendee_rank="deputy"
        ),
        person("online", body="UBND thành phố Phú Quốc", category=DISTRICTS, unit_kind="district"),
        person(
            "deputy_chairs_venue", body="UBND huyện Hòn Đất", place="Hòn Đất", category=DISTRICTS, unit_kind="district",
            attendee_name="ông Đỗ Văn Tân", attendee_rank="deputy",
        ),
    ]  # fmt: skip
    assert sentence(people) == (
        "Lãnh đạo Hội đồng nhân dân tỉnh; Thành viên Ủy ban nhân dân tỉnh, vắng 01 thành viên (Phó Chủ tịch UBND tỉnh "
        "Nguyễn Lưu Trung đi công tác), 02 thành viên cử cấp phó dự thay (Sở Nội vụ (ông Hồ Minh Hải); Bộ Chỉ huy Quân "
        "sự tỉnh (Võ Thanh Bình)); Chủ tịch UBND các huyện, thành phố, 01 UBND cấp huyện cử cấp phó chủ trì tại "
        "điểm cầu (Hòn Đất (ông Đỗ Văn Tân))"
    )
    found = counts(people)
    assert (found.called, found.came, found.substituted, found.chaired_by_deputy, found.absent) == (7, 3, 2, 1, 1)
    assert (found.not_yet, found.breaches) == (0, 0)


def test_what_went_against_the_regime_is_said_and_what_is_personal_is_not():
    people = [
        person("absent_unreported", body="Sở Y tế", person_name="Bùi Ích", title="Giám đốc Sở Y tế"),
        person("absent_with_reason", body="Sở Tài chính", person_name="Hồ Hạnh", title="", reason_kind="sick"),
        person("absent_with_reason", body="Sở Du lịch", reason_kind="other", reason="mổ ruột thừa"),
        person("substitute_unconsented", attendee_name="Ngô Văn Minh", attendee_rank="deputy"),
        person("wrong_composition", body="Sở Tư pháp", attendee_name="Trần Văn B", attendee_rank="other"),
        person("substitute_consented", body="Sở Công Thương", attendee_name="Lý C", attendee_rank="other"),
        person("not_yet", body="Sở Xây dựng", person_name="", title=""),
    ]
    assert exceptions(people) == (
        "vắng 03 thành viên (Giám đốc Sở Y tế Bùi Ích không báo cáo; Sở Tài chính Hồ Hạnh có lý do; Giám đốc Sở Du lịch "
        "Nguyễn Văn A có lý do), 01 thành viên cử người dự thay được chủ trì đồng ý (Sở Công Thương (Lý C)), "
        "01 thành viên cử cấp phó dự thay khi chủ trì chưa đồng ý (Sở Nội vụ (Ngô Văn Minh)), "
        "01 thành viên cử người dự không đúng thành phần (Sở Tư pháp (Trần Văn B)), "
        "01 thành viên chưa điểm danh (Sở Xây dựng)"
    )


def test_a_category_that_is_not_counted_is_named_as_a_whole_and_nobody_is_nothing():
    assert sentence([person("absent_unreported", category="Các công ty", is_counted=False)]) == "Các công ty"
    assert sentence([person("present")]) == MEMBERS
    assert sentence([]) == ""
    assert exceptions([person("not_yet", category="Các xã", unit_kind="commune")]).startswith("01 UBND cấp xã")
    assert exceptions([person("not_yet", category="Các sở", unit_kind="department")]).startswith("01 đơn vị")


PEOPLE = st.lists(
    st.builds(
        Attended, category=st.just(MEMBERS), is_counted=st.just(value=True), body=st.sampled_from(("Sở A", "Sở B")),
        person_name=st.sampled_from(("", "Nguyễn Văn A")), title=st.sampled_from(("", "Giám đốc")),
        attendee_name=st.sampled_from(("", "Trần B")), attendee_title=st.sampled_from(("", "Phó Giám đốc Sở A")),
        code=st.sampled_from(list(AttendanceCode)), reason_kind=st.sampled_from(("", *ReasonKind.values)),
        attendee_rank=st.sampled_from(SubstituteRank.values), unit_kind=st.sampled_from(("", *UnitKind.values)),
    ),
    max_size=40,
)  # fmt: skip


@given(PEOPLE)
def test_counts_add_up_to_those_called_and_everybody_stands_in_one_place(people):
    found = counts(people)
    assert found.called == len(people)
    assert found.came + found.substituted + found.chaired_by_deputy + found.absent + found.not_yet == found.called


@given(PEOPLE.filter(bool))
def test_the_figures_that_are_written_are_those_who_did_not_come_themselves(people):
    written = [int(number) for number in re.findall(r"\b(\d{2,}) thành viên", exceptions(people))]
    found = counts(people)
    assert sum(written) == found.called - found.came
    assert exceptions(people).count("(") >= len(written)


def test_every_code_is_of_one_kind():
    kinds = (CAME, SUBSTITUTED, ABSENT, (AttendanceCode.NOT_YET, AttendanceCode.DEPUTY_CHAIRS_VENUE))
    assert sorted(code for kind in kinds for code in kind) == sorted(AttendanceCode)


def test_a_meeting_s_people_are_read_as_they_are(called, clerk, lead_head, heads, chair, django_assert_max_num_queries):
    by = called.by
    answer_invitation(actor=lead_head, invitee_id=by["skhdt"].id, answer="absent", reason_kind="mission", now=NOW)
    check_in(actor=clerk, invitee_id=by["skhdt"].id, presence="absent", now=MORNING)
    check_in(actor=clerk, invitee_id=by["stc"].id, presence="present", now=MORNING)
    # Another head of the health department by the day of the meeting, after the invitation had named the old one.
    post = heads.head["syt"]
    Tenure.objects.filter(post_id=post.id).update(valid_to=dt.date(2021, 1, 20))
    Tenure.objects.create(
        jurisdiction_id=post.jurisdiction_id, post_id=post.id, person_name="Người Mới", valid_from=dt.date(2021, 1, 21)
    )
    with django_assert_max_num_queries(3):
        people = attendance_of(called.meeting)
    assert people[2].person_name == "Người Mới"
    assert sentence(people).startswith(
        "Thành viên UBND tỉnh, vắng 01 thành viên (Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em đi công tác), 02 thành viên chưa"
    )
    assert counts(people).came == 1
    lines = lines_of(called.meeting, lead_head)
    assert [line.may_see_reason for line in lines][:2] == [True, False]
    assert all(line.may_see_reason for line in lines_of(called.meeting, chair))
    assert [line.invitee.id for line in narrowed(lines)][-2:] == [by["skhdt"].id, by["stc"].id], "who is missing first"
    assert [line.invitee.id for line in narrowed(lines, words="so tai chinh")] == [by["stc"].id]
    assert [line.invitee.id for line in narrowed(lines, show="absent")] == [by["skhdt"].id]
    assert len(narrowed(lines, venue_id=0)) == 4


def test_attendance_is_counted_and_worded(held):
    people = attendance_of(Meeting.objects.get(id=held.id))
    found = counts(people)
    assert (found.called, found.came, found.substituted, found.chaired_by_deputy, found.absent) == (6, 3, 1, 1, 1)
    assert found.breaches == 0
    assert sentence(people) == (
        "Thành viên UBND tỉnh, vắng 01 thành viên (Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em đi công tác), 01 thành viên cử cấp phó "
        "dự thay (Sở Tài chính (Phó Giám đốc Lâm Thị Liên)); Chủ tịch UBND các huyện, thành phố, 01 UBND cấp huyện cử cấp phó "
        "chủ trì tại điểm cầu (Hòn Đất (Phó Chủ tịch Hà Thị Tâm))"
    )


def test_an_illness_is_nobody_s_business():
    one = Attended(
        "Thành viên", True, "Sở", "Giám đốc Sở", "A", "", "", AttendanceCode.ABSENT_WITH_REASON, "sick", "mổ ruột thừa"
    )
    assert sentence([one]) == "Thành viên, vắng 01 thành viên (Giám đốc Sở A có lý do)"


ANYBODY = st.lists(
    st.builds(
        Attended, category=st.sampled_from(["A", "B"]), is_counted=st.booleans(), body=st.just("Sở"), title=st.just("Giám đốc"),
        person_name=st.just("X"), attendee_name=st.just("Y"), attendee_title=st.just("Phó"), code=st.sampled_from(list(AttendanceCode)),
        reason_kind=st.sampled_from(["", "mission", "sick", "other"]), reason=st.sampled_from(["", "bận"]),
    ),
    max_size=30,
)  # fmt: skip


@given(ANYBODY)
def test_everybody_stands_in_exactly_one_place(people):
    found = counts(people)
    assert found.called == len(people)
    assert found.came + found.substituted + found.chaired_by_deputy + found.absent + found.not_yet == found.called
    assert found.breaches <= found.called
    assert sentence(people).count("Sở") <= len(people) * 2
