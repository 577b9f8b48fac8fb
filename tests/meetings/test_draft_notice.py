"""The conclusion notice as a draft."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.commands.draft_notice import draft_notice
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.planning_selectors import concluded, due_notices


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
    assert draft.content["recipients"] == [
        "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Các sở;", "- Bộ Chỉ huy Bộ đội Biên phòng;",
        "- UBND các huyện, thành phố;", "- Lãnh đạo Văn phòng UBND tỉnh, chuyên viên nghiên cứu;", "- Lưu: VT, VP.",
    ]  # fmt: skip


def test_whom_only_the_reader_finds_in_the_words_gets_the_notice(held, signing, specialist, province):
    add_conclusion(
        actor=specialist, meeting_id=held.id, depth=1, now=NOW,
        text="Giao Văn phòng HĐND tỉnh chủ trì, phối hợp với Sở Y tế lập báo cáo trước ngày 01/3/2021.",
    )  # fmt: skip
    recipients = noticed(held, specialist, province).content["recipients"]
    assert recipients[0] == "- Văn phòng HĐND tỉnh;"
    assert len(recipients) == len(set(recipients)) == 7


def test_guests_outside_of_the_directory_get_the_notice(held, signing, specialist, province):
    Invitee.objects.create(
        jurisdiction_id=1, meeting_id=held.id, category_id=held.members.id, position=99, body="Thường trực Tỉnh ủy"
    )
    assert noticed(held, specialist, province).content["recipients"][0] == "- Thường trực Tỉnh ủy;"


def test_the_front_is_no_agency_of_the_committee(held, signing, specialist, province):
    add_remark(
        actor=specialist, meeting_id=held.id, body="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", text="Nhất trí.", now=NOW
    )
    texts = [item["text"] for item in noticed(held, specialist, province).content["body"]]
    assert (
        "các địa phương (UBND thành phố Rạch Giá), các cơ quan, đơn vị (Sở Y tế) và của Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
        in texts[2]
    )


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


def test_only_the_office_and_only_after_the_end(held, signing, specialist, lead_head, outsider, province):
    said = {"meeting_id": held.id, "unit_id": province.units["vp"].id}
    only_the_office(draft_notice, unit=lead_head, outsider=outsider, **said)
    not_in_state(draft_notice, held.id, "planned", "called", "running", "cancelled", actor=specialist, **said)


def test_an_agency_without_a_register_issues_none(held, specialist, province):
    with pytest.raises(BadInput):
        noticed(held, specialist, province)
