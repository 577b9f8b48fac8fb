"""After the meeting: minutes, notice, the way of its conclusions into directives, and where they stand at the next one."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.documents.register_world import opened
from tests.meetings.meetings_world import LOCAL

from dondoc.directives.models import Assignment, Directive
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings.attendance import Attended, counts, sentence
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.choices import AttendanceCode
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import Conclusion, Decision, Meeting
from dondoc.meetings.notice import Line, Presented, Spoken, dealt_with, nested
from dondoc.meetings.planning_selectors import concluded, due_notices, notice_state
from dondoc.meetings.standing import sentences_of, standing_before, standing_of

__all__ = ["opened"]


@pytest.fixture
def held(called, specialist, clerk, chair, lead_head, coordinating_focal, heads, province):
    """The conference is over: one is away on a mission, one sent a deputy, a deputy chaired a venue, and so on."""
    meeting = called.meeting
    answer_invitation(
        actor=lead_head, invitee_id=called.by["skhdt"].id, answer="absent", reason_kind="mission", now=NOW
    )
    decide_absence(actor=chair, invitee_id=called.by["skhdt"].id, consent="granted", now=NOW)
    answer_invitation(
        actor=coordinating_focal, invitee_id=called.by["stc"].id, answer="substitute", reason_kind="meeting",
        substitute_post_id=heads.deputy["stc"].id, now=NOW,
    )  # fmt: skip
    decide_absence(actor=chair, invitee_id=called.by["stc"].id, consent="granted", now=NOW)
    item = add_item(
        actor=specialist,
        meeting_id=meeting.id,
        title="Báo cáo kiểm điểm",
        presenter="Phó Chủ tịch Phan Thị Oanh",
        now=NOW,
    )
    open_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    for code, said in (
        ("skhdt", {"presence": "absent"}),
        ("stc", {"presence": "present", "attendee": "substitute"}),
        ("syt", {"presence": "present"}),
        ("bdbp", {"presence": "present"}),
        ("rachgia", {"presence": "present", "mode": "online"}),
        ("hondat", {"presence": "present", "mode": "online", "attendee": "substitute", "attendee_name": "Hà Thị Tâm", "attendee_title": "Phó Chủ tịch", "attendee_rank": "deputy"}),
    ):  # fmt: skip
        check_in(actor=clerk, invitee_id=called.by[code].id, now=NOW, **said)
    run_item(actor=specialist, item_id=item.id, now=NOW)
    for code in ("syt", "rachgia"):
        add_remark(
            actor=specialist, meeting_id=meeting.id, body="", invitee_id=called.by[code].id, text="Nhất trí.", item_id=item.id, now=NOW
        )  # fmt: skip

    def line(text, **more):
        return add_conclusion(actor=specialist, meeting_id=meeting.id, text=text, now=NOW, **more)

    line("Đánh giá chung", kind="heading")
    line("Các sở, ngành đã có nhiều cố gắng trong năm 2020.", kind="paragraph", depth=1)
    line("Nhiệm vụ thời gian tới", kind="heading")
    line(
        "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, trình UBND tỉnh trước ngày 05/02/2021.",
        depth=1,
    )
    line(
        "Hoàn thành việc rà soát danh mục dự án chậm tiến độ.", depth=1,
        duties=[{"leads": [province.units["skhdt"].id], "coordinates": [province.units["stc"].id], "deadline_kind": "date",
                 "deadline_words": "trong tháng 3", "due_on": "2021-03-31"}],
    )  # fmt: skip
    end_meeting(actor=specialist, meeting_id=meeting.id, now=NOW)
    return SimpleNamespace(**vars(called), id=meeting.id)


@pytest.fixture
def signing(opened, heads, office_leader, province):
    """The office numbers and signs notices."""
    opened("Sổ thông báo", "Thông báo")
    opened("Sổ biên bản")
    return grant_mandate(
        actor=office_leader, unit_id=province.units["vp"].id, post_id=heads.head["vp"].id, steps=(),
        valid_from=dt.date(2020, 1, 1), now=NOW,
    )  # fmt: skip


def noticed(held, specialist, province):
    return draft_notice(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)


def issued(draft, signing, specialist, office_leader, clerk):
    changed = change_outgoing_draft(
        actor=specialist,
        draft_id=draft.id,
        version=draft.version,
        content=draft.content,
        mandate_id=signing.id,
        now=NOW,
    )
    submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=changed.version, now=NOW)
    approve_outgoing_draft(actor=office_leader, draft_id=draft.id, version=changed.version, now=NOW)
    number_outgoing_draft(actor=clerk, draft_id=draft.id, now=NOW)
    sign_on_paper(actor=clerk, draft_id=draft.id, now=NOW)
    return issue_outgoing_draft(actor=office_leader, draft_id=draft.id, give_directives=True, now=NOW)


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


def test_the_notice_says_what_was_recorded(held, signing, specialist, province):
    draft = noticed(held, specialist, province)
    assert draft.subject.startswith("Kết luận của Chủ tịch UBND tỉnh Trần Văn An tại hội nghị kiểm điểm")
    texts = [item["text"] for item in draft.content["body"]]
    assert texts[0].startswith("Ngày 18/01/2021, Ủy ban nhân dân tỉnh tổ chức hội nghị kiểm điểm")
    assert "vắng 01" in texts[0]
    assert texts[1] == "Cuộc họp đã nghe Phó Chủ tịch Phan Thị Oanh trình bày Báo cáo kiểm điểm."
    assert "các địa phương (UBND thành phố Rạch Giá) và các cơ quan, đơn vị (Sở Y tế)" in texts[2]
    headings = [item for item in draft.content["body"] if item["kind"] == "heading"]
    assert [item["label"] for item in headings] == ["1.", "2."]
    assert [item["label"] for item in headings[1]["under"]] == ["a)", "b)"]
    assert headings[1]["under"][1]["duties"][0]["leads"] == [province.units["skhdt"].id]
    assert draft.content["recipients"][1] == "- Thành phần dự họp;"


def test_issuing_gives_what_was_set_in_the_room_once(held, signing, specialist, office_leader, clerk, province):
    draft = noticed(held, specialist, province)
    done = issued(draft, signing, specialist, office_leader, clerk)
    assert len(done.directives) == 2
    by_hand = Directive.objects.get(text__contains="rà soát danh mục")
    assert (by_hand.due_on, by_hand.deadline_kind) == (dt.date(2021, 3, 31), "date")
    parts = {part.unit.code: part.role for part in Assignment.objects.filter(directive=by_hand).select_related("unit")}
    assert parts == {"skhdt": "lead", "stc": "coordinate"}
    read = Directive.objects.get(text__contains="phương án mua sắm")
    assert read.due_on == dt.date(2021, 2, 5)
    assert {part.unit.code: part.role for part in Assignment.objects.filter(directive=read).select_related("unit")} == {
        "syt": "lead", "stc": "coordinate",
    }  # fmt: skip
    with pytest.raises(Conflict):
        issue_outgoing_draft(actor=office_leader, draft_id=draft.id, give_directives=True, now=NOW)
    assert Directive.objects.count() == 2


def test_the_next_meeting_opens_with_where_they_stand(held, signing, specialist, office_leader, clerk, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Kiểm điểm", kind="conference", rrule="FREQ=MONTHLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=held.id).update(series_id=series.id)
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    coming = plan_next(actor=specialist, series_id=series.id, now=NOW)
    found = standing_before(office_leader, coming, on=dt.date(2021, 2, 10))
    assert found is not None
    assert [(line.label, len(line.given)) for line in found.lines] == [("2.", 0), ("a)", 1), ("b)", 1)]
    assert (found.total, found.counts["overdue"]) == (4, 2)
    assert "quá hạn" in sentences_of(found)[0]
    assert standing_before(office_leader, Meeting.objects.get(id=held.id), on=dt.date(2021, 2, 10)) is None


def test_a_heading_gives_nothing_and_what_was_reworded_is_not_lost(
    held, signing, specialist, office_leader, clerk, province
):
    Conclusion.objects.filter(meeting_id=held.id, text="Nhiệm vụ thời gian tới").update(text="Y tế")
    draft = noticed(held, specialist, province)
    reworded = "Kiểm tra lại toàn bộ danh mục dự án chậm."
    draft.content = json.loads(
        json.dumps(draft.content, ensure_ascii=False).replace(
            "Hoàn thành việc rà soát danh mục dự án chậm tiến độ.", reworded
        )
    )
    issued(draft, signing, specialist, office_leader, clerk)
    found = standing_of(office_leader, Meeting.objects.get(id=held.id), on=dt.date(2021, 2, 10))
    by_line = [(line.text, [each.text for each in line.given]) for line in found.lines]
    assert [text for text, _ in by_line] == ["Y tế", by_line[1][0], ""]
    assert by_line[0][1] == []
    assert "phương án mua sắm" in by_line[1][0]
    assert [reworded.rstrip(".") in " ".join(texts) for _, texts in by_line] == [False, False, True]
    assert found.total == sum(len(each.units) for line in found.lines for each in line.given)
    assert len(sentences_of(found)) == 2


def test_a_decision_beside_the_agenda_is_in_the_minutes(held, signing, specialist, province):
    Decision.objects.create(
        jurisdiction_id=1, meeting_id=held.id, position=1, text="Thông qua kế hoạch", votes_for=3, votes_against=1,
        votes_abstained=0,
    )  # fmt: skip
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    said = "Quyết nghị: Thông qua kế hoạch (3 phiếu đồng ý, 1 không đồng ý, 0 không có ý kiến)"
    assert str(draft.content).count(said) == 1


def test_what_the_meeting_never_came_to_was_not_heard():
    run = Presented("Báo cáo A", "Sở A", started_at=NOW)
    spoken = Presented("Báo cáo B", "Sở B", remarks=[Spoken("Sở Y tế", "", "Nhất trí.", is_locality=False)])
    never = Presented("Báo cáo C", "Sở C")
    assert dealt_with([run, spoken, never]) == [run, spoken]
    assert dealt_with([never]) == [never]  # nobody noted its course


def test_the_minutes_hold_the_course(held, signing, specialist, province):
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    headings = [item["text"] for item in draft.content["body"] if item["kind"] == "heading"]
    assert headings == ["THỜI GIAN, ĐỊA ĐIỂM", "THÀNH PHẦN", "DIỄN BIẾN", "KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ"]
    everything = str(draft.content)
    assert "Thư ký: Chuyên viên Phạm Cường." in everything
    assert "Được mời 6, có mặt 5, vắng 1 (có lý do 1, không báo cáo 0)." in everything
    assert "Nhất trí." in everything
    assert "'duties'" not in everything


def test_both_are_drafted_once_and_not_before_the_end(held, signing, specialist, clerk, lead_head, province):
    vp = province.units["vp"].id
    first = noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        noticed(held, specialist, province)
    assert refused.value.details["draft_id"] == first.id
    discard_outgoing_draft(actor=specialist, draft_id=first.id, now=NOW)
    assert noticed(held, specialist, province).id != first.id
    with pytest.raises(Refused):
        draft_minutes(actor=lead_head, meeting_id=held.id, unit_id=vp, now=NOW)
    Meeting.objects.filter(id=held.id).update(state="running")
    with pytest.raises(Conflict):
        draft_minutes(actor=specialist, meeting_id=held.id, unit_id=vp, now=NOW)


def test_conclusions_are_changed_in_the_draft_while_it_is_on_its_way(held, signing, specialist, province):
    draft = noticed(held, specialist, province)
    with pytest.raises(Conflict) as refused:
        add_conclusion(actor=specialist, meeting_id=held.id, text="Thêm", now=NOW)
    assert refused.value.code == "notice_drafted"
    discard_outgoing_draft(actor=specialist, draft_id=draft.id, now=NOW)
    assert add_conclusion(actor=specialist, meeting_id=held.id, text="Thêm", now=NOW).text == "Thêm"


def test_nothing_concluded_no_notice(called, signing, specialist, province):
    Meeting.objects.filter(id=called.meeting.id).update(state="ended", ended_at=NOW)
    with pytest.raises(BadInput) as refused:
        draft_notice(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    assert refused.value.code == "no_conclusions"
    meeting = Meeting.objects.get(id=called.meeting.id)
    assert concluded([meeting]) == set()
    assert not due_notices(specialist, today=dt.date(2021, 3, 1))


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


CODES = st.sampled_from(list(AttendanceCode))
PEOPLE = st.lists(
    st.builds(
        Attended, category=st.sampled_from(["A", "B"]), is_counted=st.booleans(), body=st.just("Sở"), title=st.just("Giám đốc"),
        person_name=st.just("X"), attendee_name=st.just("Y"), attendee_title=st.just("Phó"), code=CODES,
        reason_kind=st.sampled_from(["", "mission", "sick", "other"]), reason=st.sampled_from(["", "bận"]),
    ),
    max_size=30,
)  # fmt: skip


@given(PEOPLE)
def test_everybody_stands_in_exactly_one_place(people):
    found = counts(people)
    assert found.called == len(people)
    assert found.came + found.substituted + found.chaired_by_deputy + found.absent + found.not_yet == found.called
    assert found.breaches <= found.called
    assert sentence(people).count("Sở") <= len(people) * 2


def test_an_illness_is_nobody_s_business():
    one = Attended(
        "Thành viên", True, "Sở", "Giám đốc Sở", "A", "", "", AttendanceCode.ABSENT_WITH_REASON, "sick", "mổ ruột thừa"
    )
    assert sentence([one]) == "Thành viên, vắng 01 thành viên (Giám đốc Sở A có lý do)"


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["heading", "clause", "paragraph"])), max_size=25))
def test_every_line_is_in_the_notice_once_and_in_order(drawn):
    lines = [Line(depth, kind, "", f"dòng {k}") for k, (depth, kind) in enumerate(drawn)]

    def flat(items):
        return [text for item in items for text in (item["text"], *flat(item.get("under", ())))]

    assert flat(nested(lines)) == [line.text for line in lines]
