"""Opinions of members by slip, without a meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.documents.register_world import opened
from tests.meetings.meetings_world import LOCAL

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.choices import Silence, Stance
from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.cancel_round import cancel_round
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.draft_record import draft_record
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.slip_rules import is_short, result_of
from dondoc.meetings.slip_selectors import result, slips_of, visible_rounds, waiting_slips
from dondoc.worktime import default_calendar

__all__ = ["opened"]
DUE = dt.datetime(2021, 1, 21, 17, 0, tzinfo=LOCAL)
AFTER = DUE + dt.timedelta(minutes=1)


@pytest.fixture
def facts(heads):
    def make(**more):
        return RoundFacts(
            **{
                "title": "Dự thảo Quy chế làm việc", "content": "Đề nghị thông qua dự thảo.", "due_at": DUE,
                "member_post_ids": [heads.head[code].id for code in ("skhdt", "stc", "syt")], **more,
            }
        )  # fmt: skip

    return make


@pytest.fixture
def opened_round(facts, specialist, province):
    return open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(), now=NOW)


@pytest.fixture
def sent(opened_round, specialist):
    return send_round(actor=specialist, round_id=opened_round.id, now=NOW)


@pytest.fixture
def slip(sent):
    return {one.unit.code: one for one in slips_of(sent)}


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


def test_members_see_it_when_it_is_sent(opened_round, specialist, lead_head, chair, observer, administrator, outsider):
    assert not visible_rounds(lead_head).exists()
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    assert visible_rounds(lead_head).get() == opened_round
    assert visible_rounds(chair).get() == opened_round
    for person in (observer, administrator, outsider):
        assert not visible_rounds(person).exists()
    assert [one.round_id for one in waiting_slips(lead_head, now=NOW)] == [opened_round.id]


def test_it_is_changed_only_while_it_is_prepared(opened_round, facts, specialist, heads):
    changed = change_round(
        actor=specialist, round_id=opened_round.id, version=1, facts=facts(member_post_ids=[heads.head["syt"].id]), now=NOW
    )  # fmt: skip
    assert (changed.version, len(slips_of(changed))) == (2, 1)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=1, facts=facts(), now=NOW)
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=2, facts=facts(), now=NOW)


def test_too_little_time_needs_a_reason(facts, specialist, province):
    made = open_round(
        actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(due_at=NOW + dt.timedelta(hours=5)), now=NOW
    )
    with pytest.raises(BadInput) as refused:
        send_round(actor=specialist, round_id=made.id, now=NOW)
    assert refused.value.code == "short_notice"
    assert send_round(actor=specialist, round_id=made.id, short_reason="Khẩn", now=NOW).state == "sent"


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


def test_it_is_closed_when_all_answered_or_the_time_is_over(sent, slip, specialist, lead_head, lead_focal):
    answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="disagree", text="Không.", now=NOW)
    with pytest.raises(Conflict):
        close_round(actor=specialist, round_id=sent.id, now=NOW)
    with pytest.raises(Refused):
        close_round(actor=lead_focal, round_id=sent.id, now=AFTER)
    closed = close_round(actor=specialist, round_id=sent.id, now=AFTER)
    found = result(closed, slips_of(closed))
    assert (found.agree, found.disagree, found.silent, found.is_passed) == (2, 1, 2, True)
    codes = [event.code for event in timeline(sent.jurisdiction_id, [("slip_round", sent.id)])]
    assert codes == ["slip_round.opened", "slip_round.sent", "slip_round.answered", "slip_round.closed"]


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


def test_a_cancelled_round_says_why(sent, slip, specialist, lead_head):
    with pytest.raises(BadInput):
        cancel_round(actor=specialist, round_id=sent.id, reason="", now=NOW)
    assert cancel_round(actor=specialist, round_id=sent.id, reason="Họp trực tiếp", now=NOW).state == "cancelled"
    with pytest.raises(Conflict):
        answer_slip(actor=lead_head, slip_id=slip["skhdt"].id, stance="agree", now=NOW)


STANCES = st.lists(st.sampled_from(["", *Stance.values]), max_size=40)


@given(STANCES, st.sampled_from(Silence.values), st.randoms(use_true_random=False))
def test_every_slip_counts_once_whatever_their_order(stances, silence, random):
    found = result_of(stances, silence)
    uncounted = found.silent if silence == "unanswered" else 0
    assert found.agree + found.disagree + found.abstain + uncounted == found.members == len(stances)
    assert found.agree_with <= found.agree
    mixed = list(stances)
    random.shuffle(mixed)
    assert result_of(mixed, silence) == found
    assert found.is_passed is (found.counted > 0 and found.agree > found.counted / 2)


@pytest.mark.parametrize(
    ("stances", "silence", "passed"),
    [
        (["agree", "disagree"], "agrees", False),
        (["agree", "disagree", ""], "agrees", True),
        (["agree", "disagree", ""], "abstains", False),
        (["agree", "", ""], "unanswered", True),
        ([], "agrees", False),
        (["", ""], "unanswered", False),
    ],
)
def test_more_than_half_must_agree(stances, silence, passed):
    assert result_of(stances, silence).is_passed is passed


@pytest.mark.parametrize(
    ("due", "short"), [((2021, 1, 18), True), ((2021, 1, 19), True), ((2021, 1, 20), False), ((2021, 1, 17), True)]
)
def test_two_working_days_are_the_least(due, short):
    assert is_short(dt.date(2021, 1, 18), dt.date(*due), default_calendar()) is short
