"""Answers to an invitation, and what the chair says to them."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.people_world import answer

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.meetings.commands.decide_absence import decide_absence
from dondoc.meetings.models import Meeting
from dondoc.organizations.models import Tenure


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
