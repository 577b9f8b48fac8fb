"""A unit's answer to a breach of the meeting regime, and what the office says to it."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.explain_breach import explain_breach
from dondoc.meetings.commands.judge_explanation import judge_explanation
from dondoc.meetings.models import Invitee, Meeting


def explain(actor, invitee, text="Xe hỏng giữa đường, đã gọi điện cho thư ký."):
    return explain_breach(actor=actor, invitee_id=invitee.id, text=text, now=NOW)


def test_a_unit_explains_and_the_leader_of_the_office_judges(broken, lead_head, office_leader):
    made = explain(lead_head, broken.by["skhdt"])
    assert made.verdict == "open"
    with pytest.raises(Conflict) as refused:
        explain(lead_head, broken.by["skhdt"])
    assert refused.value.code == "explained"
    found = judge_explanation(actor=office_leader, explanation_id=made.id, verdict="not_accepted", note="Không ai nhận", now=NOW)  # fmt: skip
    assert (found.verdict, found.verdict_note, found.decided_by_id) == (
        "not_accepted",
        "Không ai nhận",
        office_leader.id,
    )
    again = explain(lead_head, broken.by["skhdt"], "Gửi kèm nhật ký cuộc gọi.")
    assert judge_explanation(actor=office_leader, explanation_id=again.id, verdict="accepted", now=NOW).verdict == "accepted"  # fmt: skip


def test_only_a_breach_is_explained_and_only_when_the_meeting_is_over(
    called, lead_head, coordinating_focal, specialist
):
    with pytest.raises(Conflict):
        explain(lead_head, called.by["skhdt"])
    Meeting.objects.filter(id=called.meeting.id).update(state="ended")
    Invitee.objects.filter(id=called.by["stc"].id).update(presence="present", attendee="invited")
    with pytest.raises(Conflict) as refused:
        explain(coordinating_focal, called.by["stc"])
    assert refused.value.code == "no_breach"


def test_who_explains_and_who_judges(broken, lead_head, coordinating_focal, outsider, specialist, office_leader):
    with pytest.raises(Refused):
        explain(coordinating_focal, broken.by["skhdt"])
    with pytest.raises(NotFound):
        explain(outsider, broken.by["skhdt"])
    for text in (" ", "x" * 5001, "a\0"):
        with pytest.raises(BadInput):
            explain(lead_head, broken.by["skhdt"], text)
    made = explain(lead_head, broken.by["skhdt"])
    for person in (specialist, lead_head):
        with pytest.raises(Refused):
            judge_explanation(actor=person, explanation_id=made.id, verdict="accepted", now=NOW)
    with pytest.raises(NotFound):
        judge_explanation(actor=outsider, explanation_id=made.id, verdict="accepted", now=NOW)
    for said in ({"verdict": "open"}, {"verdict": "not_accepted"}):
        with pytest.raises(BadInput):
            judge_explanation(actor=office_leader, explanation_id=made.id, now=NOW, **said)
