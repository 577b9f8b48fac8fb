"""A member's answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import round_not_in_state
from tests.meetings.slips_world import AFTER

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.members import Held, posts_held
from dondoc.meetings.slip_selectors import slips_of, waiting_slips
from dondoc.organizations.models import Tenure


def test_a_member_answers_for_themselves_and_may_change_it(
    slip, lead_head, lead_focal, office_leader, other_unit_focal
):
    own = slip["skhdt"]
    answer_slip(actor=lead_head, slip_id=own.id, stance="agree", now=NOW)
    last = answer_slip(actor=lead_head, slip_id=own.id, stance="disagree", text="Thiếu căn cứ.", now=NOW)
    assert (last.stance, last.answered_by_id) == ("disagree", lead_head.id)
    for person in (lead_focal, office_leader):
        with pytest.raises(Refused):
            answer_slip(actor=person, slip_id=own.id, stance="agree", now=NOW)
    assert answer_slip(actor=lead_head, slip_id=own.id, stance="", now=NOW).answered_at is None


def test_an_answer_that_needs_words_and_one_after_the_deadline(slip, lead_head, outsider):
    own = slip["skhdt"]
    for stance in ("disagree", "agree_with", "perhaps"):
        with pytest.raises(BadInput):
            answer_slip(actor=lead_head, slip_id=own.id, stance=stance, now=NOW)
    with pytest.raises(Conflict):
        answer_slip(actor=lead_head, slip_id=own.id, stance="agree", now=AFTER)
    with pytest.raises(NotFound):
        answer_slip(actor=outsider, slip_id=own.id, stance="agree", now=NOW)


def test_nobody_answers_what_is_not_open(sent, slip, lead_head):
    said = {"slip_id": slip["skhdt"].id, "stance": "agree"}
    round_not_in_state(answer_slip, sent.id, "closed", "cancelled", actor=lead_head, **said)
    with pytest.raises(NotFound):
        answer_slip(actor=lead_head, slip_id=999_999, stance="agree", now=NOW)


@pytest.fixture
def committee_s(facts, specialist, province, heads):
    """The slips of the committee's chair and deputy, by what they are."""
    members = [heads.head["ubnd"].id, heads.deputy["ubnd"].id]
    found = open_round(
        actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(member_post_ids=members), now=NOW
    )
    chair_s, deputy_s = slips_of(send_round(actor=specialist, round_id=found.id, now=NOW))
    return SimpleNamespace(chair=chair_s, deputy=deputy_s)


def test_a_leader_of_the_committee_answers_the_slip_of_their_own_post_only(committee_s, chair, make_user):
    deputy = make_user("pct", "chair", unit="ubnd", full_name="Phan Thị Oanh")
    assert answer_slip(actor=chair, slip_id=committee_s.chair.id, stance="agree", now=NOW).answered_by_id == chair.id
    with pytest.raises(Refused) as refused:
        answer_slip(actor=chair, slip_id=committee_s.deputy.id, stance="agree", now=NOW)
    assert refused.value.message.startswith("Phiếu này của Phó Chủ tịch")
    assert answer_slip(actor=deputy, slip_id=committee_s.deputy.id, stance="agree", now=NOW).stance == "agree"
    assert [one.id for one in waiting_slips(deputy, now=NOW)] == []


def test_an_account_that_fits_no_post_answers_none_until_its_address_does(committee_s, make_user):
    account = make_user("pct.khac", "chair", unit="ubnd", full_name="Phan Thị O.")
    assert waiting_slips(account, now=NOW) == []
    with pytest.raises(Refused) as refused:
        answer_slip(actor=account, slip_id=committee_s.deputy.id, stance="agree", now=NOW)
    assert "chưa khớp với người giữ chức danh" in refused.value.message
    Tenure.objects.filter(post_id=committee_s.deputy.post_id).update(email="Oanh@example.vn")
    account.email = "oanh@example.vn"
    assert [one.id for one in waiting_slips(account, now=NOW)] == [committee_s.deputy.id]
    assert answer_slip(actor=account, slip_id=committee_s.deputy.id, stance="agree", now=NOW).stance == "agree"


HELD = [
    Held(1, "Trần Văn An", "an@x.vn"),
    Held(2, "Văn An", "van@x.vn"),
    Held(3, "Lê Bình"),
    Held(4, "Trần Văn An", "an@x.vn"),
]


@pytest.mark.parametrize(
    ("name", "email", "posts"),
    [
        ("Chủ tịch Trần Văn An", "", {1, 4}),
        ("trần văn an", "", {1, 4}),
        ("Ông Văn An", "", {2}),
        ("Lê Bình", "khac@x.vn", {3}),
        ("Lê Bình", " VAN@x.vn", {2}),
        ("Lê Bình An", "", set()),
        ("", "", set()),
    ],
)
def test_whose_posts_are_an_account_s(name, email, posts):
    assert posts_held(name, email, HELD) == posts


def test_two_of_one_name_are_told_apart_by_address_only():
    two = [Held(1, "Trần Văn An", "an@x.vn"), Held(2, "Trần Văn An", "an2@x.vn")]
    assert posts_held("Trần Văn An", "", two) == set()
    assert posts_held("Trần Văn An", "an2@x.vn", two) == {2}
