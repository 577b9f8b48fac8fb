"""The written invitation as a draft."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import ENDS, STARTS
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.drafting.content import Agency
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.invitation import Invited, invitation_content, moment_in_words


def test_the_written_invitation_is_a_draft_of_the_office(called, specialist, opened, province):
    opened("Sổ giấy mời", "Giấy mời")
    draft = draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    assert (draft.kind, draft.subject) == ("Giấy mời", called.meeting.title)
    text = " ".join(str(item.get("text")) for item in draft.content["body"])
    assert "từ 08 giờ 00 đến 11 giờ 30, Thứ Sáu, ngày 22/01/2021" in text
    assert "Chủ tịch UBND tỉnh Trần Văn An" in text
    with pytest.raises(Conflict):
        draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    OutgoingDraft.objects.filter(id=draft.id).update(state="discarded")
    again = draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    assert again.id != draft.id


def test_an_agency_without_a_register_is_told_so(called, specialist, province):
    with pytest.raises(BadInput):
        draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)


def test_who_drafts_late_says_why(called, specialist, opened, province):
    opened("Sổ giấy mời", "Giấy mời")
    said = {"actor": specialist, "meeting_id": called.meeting.id, "unit_id": province.units["vp"].id}
    soon = NOW + dt.timedelta(days=2)
    with pytest.raises(BadInput) as refused:
        draft_invitation(**said, now=soon)
    assert refused.value.code == "short_notice"
    draft_invitation(**said, now=soon, short_notice_reason="Họp khẩn")
    called.meeting.refresh_from_db()
    assert called.meeting.short_notice_reason == "Họp khẩn"


def test_a_body_that_says_no_more_than_its_category_is_not_said_twice():
    said = Invited(
        title="Họp", host="UBND tỉnh", starts_at=STARTS, ends_at=ENDS, place="", chair="", content="", requests="", agenda=[],
        categories=[
            ("Lãnh đạo Hội đồng nhân dân các huyện, thành phố", ["Hội đồng nhân dân các huyện, thành phố"]),
            ("Lãnh đạo các sở", ["Giám đốc Sở Y tế", "Các sở"]),
            ("Chủ tịch UBND các huyện", [f"Chủ tịch UBND huyện {k}" for k in range(9)]),
        ],
        venues=[],
    )  # fmt: skip
    agency = Agency(name="VĂN PHÒNG", parent="UBND TỈNH", place="Kiên Giang", letters="VP")
    assert invitation_content(agency, said)["addressees"] == [
        "Lãnh đạo Hội đồng nhân dân các huyện, thành phố", "Lãnh đạo các sở: Giám đốc Sở Y tế", "Chủ tịch UBND các huyện",
    ]  # fmt: skip


def test_days_apart_are_said_in_full():
    assert moment_in_words(STARTS, ENDS + dt.timedelta(days=1)).endswith("đến 11 giờ 30, Thứ Bảy, ngày 23/01/2021")


def test_only_the_office_and_not_after_the_meeting(called, specialist, lead_head, outsider, opened, province):
    opened("Sổ giấy mời", "Giấy mời")
    said = {"meeting_id": called.meeting.id, "unit_id": province.units["vp"].id}
    only_the_office(draft_invitation, unit=lead_head, outsider=outsider, **said)
    not_in_state(draft_invitation, called.meeting.id, "ended", "cancelled", actor=specialist, **said)
