"""The record of a round as a draft."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office, round_not_in_state
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.draft_record import draft_record


def test_the_record_is_a_draft_with_every_answer(sent, slip, specialist, lead_head, opened, province):
    opened("Sổ báo cáo")
    answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="agree_with", text="Bổ sung thời hạn.", now=NOW)
    close_round(actor=specialist, round_id=sent.id, now=AFTER)
    draft = draft_record(actor=specialist, round_id=sent.id, unit_id=province.units["vp"].id, now=AFTER)
    everything = str(draft.content)
    assert "Giám đốc Sở Kế hoạch và Đầu tư Đỗ Em: đồng ý, có ý kiến thêm – Bổ sung thời hạn;" in everything
    silent = "02 thành viên không trả lời trong thời hạn, tính là đồng ý"
    assert f"Đồng ý: 03 phiếu (trong đó 01 phiếu có ý kiến thêm; {silent});" in everything
    assert "Không có ý kiến: 00 phiếu." in everything
    assert "Với 03/03 phiếu đồng ý, nội dung lấy ý kiến được thông qua." in everything
    with pytest.raises(Conflict):
        draft_record(actor=specialist, round_id=sent.id, unit_id=province.units["vp"].id, now=AFTER)


def test_only_the_office_and_only_of_what_is_closed(sent, specialist, lead_head, outsider, opened, province):
    opened("Sổ báo cáo")
    said = {"round_id": sent.id, "unit_id": province.units["vp"].id}
    only_the_office(draft_record, unit=lead_head, outsider=outsider, **said)
    round_not_in_state(draft_record, sent.id, "draft", "sent", "cancelled", actor=specialist, **said)


def test_an_agency_without_a_register_reports_nothing(sent, specialist, province):
    close_round(actor=specialist, round_id=sent.id, now=AFTER)
    with pytest.raises(BadInput):
        draft_record(actor=specialist, round_id=sent.id, unit_id=province.units["vp"].id, now=AFTER)
