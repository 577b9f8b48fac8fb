"""The minutes as a draft."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.draft_minutes import draft_minutes
from dondoc.meetings.models import Decision


def test_the_minutes_hold_the_course(held, signing, specialist, province):
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    headings = [item["text"] for item in draft.content["body"] if item["kind"] == "heading"]
    assert headings == ["THỜI GIAN, ĐỊA ĐIỂM", "THÀNH PHẦN", "DIỄN BIẾN", "KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ"]
    everything = str(draft.content)
    assert "Thư ký: Chuyên viên Phạm Cường." in everything
    assert "Được mời 6, có mặt 5, vắng 1 (có lý do 1, không báo cáo 0)." in everything
    assert "Nhất trí." in everything
    assert "'duties'" not in everything


def test_a_decision_beside_the_agenda_is_in_the_minutes(held, signing, specialist, province):
    Decision.objects.create(
        jurisdiction_id=1, meeting_id=held.id, position=1, text="Thông qua kế hoạch", votes_for=3, votes_against=1,
        votes_abstained=0,
    )  # fmt: skip
    draft = draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
    said = "Quyết nghị: Thông qua kế hoạch (3 phiếu đồng ý, 1 không đồng ý, 0 không có ý kiến)"
    assert str(draft.content).count(said) == 1


def test_only_the_office_only_after_the_end_and_once(held, signing, specialist, lead_head, outsider, province):
    said = {"meeting_id": held.id, "unit_id": province.units["vp"].id}
    only_the_office(draft_minutes, unit=lead_head, outsider=outsider, **said)
    first = draft_minutes(actor=specialist, now=NOW, **said)
    with pytest.raises(Conflict) as refused:
        draft_minutes(actor=specialist, now=NOW, **said)
    assert (refused.value.code, refused.value.details["draft_id"]) == ("drafted", first.id)
    not_in_state(draft_minutes, held.id, "planned", "called", "running", "cancelled", actor=specialist, **said)


def test_an_agency_without_a_register_keeps_none(held, specialist, province):
    with pytest.raises(BadInput):
        draft_minutes(actor=specialist, meeting_id=held.id, unit_id=province.units["vp"].id, now=NOW)
