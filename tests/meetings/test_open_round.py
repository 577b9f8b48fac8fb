"""Preparing a round of slips."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Refused
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_selectors import slips_of


def test_each_member_has_a_slip_with_who_holds_the_post(opened_round):
    assert [(one.title, one.person_name) for one in slips_of(opened_round)] == [
        ("Giám đốc Sở Kế hoạch và Đầu tư", "Đỗ Em"), ("Giám đốc Sở Tài chính", "Hồ Hạnh"), ("Giám đốc Sở Y tế", "Bùi Ích"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"), ({"content": ""}, "content"), ({"silence": "dies"}, "silence"), ({"due_at": NOW}, "due_at"),
        ({"member_post_ids": []}, "members"), ({"member_post_ids": [999_999]}, "members"), ({"proposer_unit_id": 999_999}, "proposer_unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_named(facts, specialist, province, said, field):
    with pytest.raises(BadInput) as refused:
        open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(**said), now=NOW)
    assert refused.value.details["field"] == field


def test_a_secret_dossier_is_refused(facts, specialist, province):
    with pytest.raises(BadInput) as refused:
        open_round(
            actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(), now=NOW,
            file=("a.txt", "TỐI MẬT\nBáo cáo.".encode()),
        )  # fmt: skip
    assert refused.value.code == "secret_document"


def test_only_the_office(facts, lead_head, chair, province):
    for person in (lead_head, chair):
        with pytest.raises(Refused):
            open_round(actor=person, unit_id=province.units["ubnd"].id, facts=facts(), now=NOW)
    assert not SlipRound.objects.exists()
