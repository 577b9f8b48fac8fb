"""Answers to an invitation, and what the chair says to them."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import STARTS
from tests.meetings.people_world import answer

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings import rules
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.models import Meeting
from dondoc.organizations.models import Tenure

A_SECOND, A_MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)


def test_who_comes_asks_nobody(called, lead_focal):
    found = answer(lead_focal, called.by["skhdt"], answer="comes")
    assert (found.answer, found.consent, found.answered_by_id) == ("comes", "not_asked", lead_focal.id)


def test_an_absence_waits_for_the_chair(called, lead_head, chair):
    found = answer(lead_head, called.by["skhdt"], answer="absent", reason_kind="mission", reason="Họp tại Hà Nội")
    assert (found.consent, found.reason) == ("asked", "Họp tại Hà Nội")
    decided = decide_absence(actor=chair, invitee_id=found.id, consent="granted", now=NOW)
    assert (decided.consent, decided.consented_by_id) == ("granted", chair.id)
    assert [event.code for event in timeline(found.jurisdiction_id, [("meeting", called.meeting.id)])][1:] == [
        "meeting.answered",
        "meeting.absence_decided",
    ]


def test_a_deputy_of_the_directory_is_known_as_one(called, lead_head, heads):
    found = answer(
        lead_head, called.by["skhdt"], answer="substitute", reason_kind="mission",
        substitute_post_id=heads.deputy["skhdt"].id,
    )  # fmt: skip
    assert (found.substitute_name, found.substitute_rank) == ("Cao Văn Khoa", "deputy")
    assert found.substitute_title == "Phó Giám đốc Sở Kế hoạch và Đầu tư"


def test_a_post_of_another_unit_is_no_deputy(called, lead_head, heads):
    found = answer(
        lead_head, called.by["skhdt"], answer="substitute", reason_kind="mission",
        substitute_post_id=heads.deputy["vp"].id,
    )  # fmt: skip
    assert found.substitute_rank == "other"


def test_answering_anew_asks_the_chair_anew(called, lead_head, chair):
    invitee = called.by["skhdt"]
    answer(lead_head, invitee, answer="absent", reason_kind="leave")
    decide_absence(actor=chair, invitee_id=invitee.id, consent="refused", note="Cần có mặt", now=NOW)
    found = answer(lead_head, invitee, answer="absent", reason_kind="sick")
    assert (found.consent, found.consent_note, found.consented_at) == ("asked", "", None)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"answer": "none"}, "answer"),
        ({"answer": "absent"}, "reason_kind"),
        ({"answer": "absent", "reason_kind": "other"}, "reason"),
        ({"answer": "absent", "reason_kind": "other", "reason": "x" * 501}, "reason"),
        ({"answer": "substitute", "reason_kind": "mission"}, "substitute"),
        ({"answer": "substitute", "reason_kind": "mission", "substitute_name": "Ai Đó", "substitute_title": "Trưởng phòng"}, "substitute_rank"),
        ({"answer": "substitute", "reason_kind": "mission", "substitute_post_id": 999_999}, "substitute"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(called, lead_head, said, field):
    with pytest.raises(BadInput) as refused:
        answer(lead_head, called.by["skhdt"], **said)
    assert refused.value.details["field"] == field


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Đỗ Em", "same_person"),
        ("đỗ em", "same_person"),
        ("Hồ Hạnh", "substitute_is_called"),
    ],
)
def test_nobody_stands_for_themselves_or_for_two(called, lead_head, name, code):
    with pytest.raises(BadInput) as refused:
        answer(
            lead_head, called.by["skhdt"], answer="substitute", reason_kind="mission", substitute_name=name,
            substitute_title="Giám đốc", substitute_rank="deputy",
        )  # fmt: skip
    assert refused.value.code == code


@pytest.mark.parametrize("by_post", [True, False])
def test_a_substitute_who_has_left_the_post_is_refused(called, lead_head, heads, by_post):
    Tenure.objects.filter(post_id=heads.deputy["skhdt"].id).update(valid_to=dt.date(2021, 1, 20))
    said = (
        {"substitute_post_id": heads.deputy["skhdt"].id}
        if by_post
        else {"substitute_name": "Cao Văn Khoa", "substitute_title": "Phó Giám đốc", "substitute_rank": "deputy"}
    )
    with pytest.raises(BadInput) as refused:
        answer(lead_head, called.by["skhdt"], answer="substitute", reason_kind="mission", **said)
    assert refused.value.code == "left_the_post"


def test_only_the_own_unit_or_the_office_answers(called, coordinating_focal, specialist, outsider, observer):
    invitee = called.by["skhdt"]
    with pytest.raises(Refused):
        answer(coordinating_focal, invitee, answer="comes")
    for stranger in (outsider, observer):
        with pytest.raises(NotFound):
            answer(stranger, invitee, answer="comes")
    assert answer(specialist, invitee, answer="comes").answered_by_id == specialist.id


def test_not_before_the_invitation_and_not_after_the_end(called, specialist, chair):
    invitee = called.by["skhdt"]
    answer(specialist, invitee, answer="absent", reason_kind="leave")
    for state in ("planned", "ended", "cancelled"):
        Meeting.objects.filter(id=called.meeting.id).update(state=state)
        with pytest.raises(Conflict):
            answer(specialist, invitee, answer="comes")
    with pytest.raises(Conflict):
        decide_absence(actor=chair, invitee_id=invitee.id, consent="granted", now=NOW)


def test_a_unit_answers_until_the_meeting_begins_and_explains_afterwards(called, lead_head, specialist):
    invitee = called.by["skhdt"]
    said = {"answer": "absent", "reason_kind": "mission"}
    assert answer(lead_head, invitee, now=STARTS - A_SECOND, **said).answered_at == STARTS - A_SECOND
    with pytest.raises(Conflict) as refused:
        answer(lead_head, invitee, now=STARTS, **said)
    assert refused.value.code == "too_late"
    assert "đã bắt đầu lúc 08:00 22/01/2021" in refused.value.message
    assert "giải trình ở trang Kỷ luật họp" in refused.value.message
    # It is opened later than was planned: it begins then.
    Meeting.objects.filter(id=called.meeting.id).update(state="running", opened_at=STARTS + A_MINUTE)
    assert answer(lead_head, invitee, now=STARTS, **said).answer == "absent"
    with pytest.raises(Conflict):
        answer(lead_head, invitee, now=STARTS + A_MINUTE, answer="comes")
    assert answer(specialist, invitee, now=STARTS + A_MINUTE, **said).answered_by_id == specialist.id


def test_what_check_in_found_is_not_cured_by_an_answer(called, lead_head, clerk, specialist):
    invitee, before = called.by["skhdt"], STARTS - A_MINUTE
    check_in(
        actor=clerk, invitee_id=invitee.id, presence="present", attendee="substitute", attendee_name="Cao Văn Khoa",
        now=before,
    )  # fmt: skip
    said = {"answer": "substitute", "reason_kind": "mission", "substitute_name": "Cao Văn Khoa", "substitute_title": "Phó Giám đốc", "substitute_rank": "deputy"}  # fmt: skip
    with pytest.raises(Conflict) as refused:
        answer(lead_head, invitee, now=before, **said)
    assert refused.value.code == "checked_in"
    assert answer(specialist, invitee, now=before, **said).answer == "substitute"


def test_the_office_writes_down_when_it_was_told(called, lead_head, specialist):
    invitee, told = called.by["skhdt"], STARTS - A_MINUTE
    late = {"answer": "absent", "reason_kind": "sick", "now": STARTS + A_MINUTE}
    found = answer(specialist, invitee, **late, reported_at=told)
    assert found.answered_at == told
    assert rules.reported_before(found, STARTS)
    assert not rules.reported_before(answer(specialist, invitee, **late), STARTS), "told now is told late"
    with pytest.raises(BadInput) as wrong:
        answer(specialist, invitee, **late, reported_at=STARTS + 2 * A_MINUTE)
    assert wrong.value.details["field"] == "reported_at"
    with pytest.raises(Refused):
        answer(lead_head, invitee, answer="absent", reason_kind="sick", reported_at=NOW)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ông Đỗ Em", "same_person"),
        ("Đồng chí Do Em", "same_person"),
        ("Bà Hồ Hạnh", "substitute_is_called"),
        ("Ho Hanh", "substitute_is_called"),
        ("ông Trần Văn An", "is_chair"),
    ],
)
def test_polite_words_and_lost_accents_hide_nobody(called, lead_head, name, code):
    with pytest.raises(BadInput) as refused:
        answer(
            lead_head, called.by["skhdt"], answer="substitute", reason_kind="mission", substitute_name=name,
            substitute_title="Giám đốc", substitute_rank="deputy",
        )  # fmt: skip
    assert refused.value.code == code


def test_nobody_stands_in_for_two_units(called, lead_head, coordinating_focal, chair):
    said = {
        "answer": "substitute",
        "reason_kind": "mission",
        "substitute_title": "Chuyên viên",
        "substitute_rank": "other",
    }
    answer(lead_head, called.by["skhdt"], substitute_name="Ông Lý Văn Ba", **said)
    with pytest.raises(BadInput) as refused:
        answer(coordinating_focal, called.by["stc"], substitute_name="ly van ba", **said)
    assert refused.value.code == "substitutes_already"
    assert "đã dự thay cho Giám đốc Sở Kế hoạch và Đầu tư" in refused.value.message
    # The same unit may say the same again; one whom the chair refused is free.
    answer(lead_head, called.by["skhdt"], substitute_name="Lý Văn Ba", **said)
    decide_absence(actor=chair, invitee_id=called.by["skhdt"].id, consent="refused", now=NOW)
    assert (
        answer(coordinating_focal, called.by["stc"], substitute_name="ly van ba", **said).substitute_name == "ly van ba"
    )


def test_two_deputies_of_one_name_are_two(called, lead_head, heads, coordinating_focal):
    for unit in ("skhdt", "stc"):
        Tenure.objects.filter(post_id=heads.deputy[unit].id).update(person_name="Nguyễn Văn Hùng")
    for actor, unit in ((lead_head, "skhdt"), (coordinating_focal, "stc")):
        found = answer(
            actor, called.by[unit], answer="substitute", reason_kind="mission",
            substitute_post_id=heads.deputy[unit].id,
        )  # fmt: skip
        assert found.substitute_rank == "deputy"
