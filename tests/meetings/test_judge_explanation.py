"""What the office says to an explanation."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office

from dondoc.foundation.errors import BadInput, NotFound
from dondoc.meetings.commands.explain_breach import explain_breach
from dondoc.meetings.commands.judge_explanation import judge_explanation


@pytest.fixture
def explained(broken, lead_head):
    return explain_breach(actor=lead_head, invitee_id=broken.by["skhdt"].id, text="Xe hỏng giữa đường.", now=NOW)


def test_the_last_decision_holds(explained, office_leader):
    first = judge_explanation(
        actor=office_leader, explanation_id=explained.id, verdict="not_accepted", note="Không ai nhận", now=NOW
    )
    assert (first.verdict, first.verdict_note) == ("not_accepted", "Không ai nhận")
    last = judge_explanation(actor=office_leader, explanation_id=explained.id, verdict="accepted", now=NOW)
    assert (last.verdict, last.verdict_note, last.decided_by_id) == ("accepted", "", office_leader.id)


def test_what_is_missing_is_named(explained, office_leader):
    for said, field in (
        ({"verdict": "open"}, "verdict"),
        ({"verdict": "not_accepted"}, "note"),
        ({"verdict": "accepted", "note": "x" * 501}, "note"),
    ):
        with pytest.raises(BadInput) as refused:
            judge_explanation(actor=office_leader, explanation_id=explained.id, now=NOW, **said)
        assert refused.value.details["field"] == field


def test_only_who_leads_the_office(explained, office_leader, specialist, lead_head, outsider):
    said = {"explanation_id": explained.id, "verdict": "accepted"}
    for person in (specialist, lead_head):
        only_the_office(judge_explanation, unit=person, outsider=outsider, **said)
    with pytest.raises(NotFound):
        judge_explanation(actor=office_leader, explanation_id=999_999, verdict="accepted", now=NOW)
