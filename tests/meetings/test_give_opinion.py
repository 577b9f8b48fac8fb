"""Opinions of units before the meeting."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.models import Meeting, Opinion


def test_an_opinion_is_a_unit_s_and_the_last_one_counts(item, lead_focal, specialist, province):
    give_opinion(actor=lead_focal, item_id=item.id, stance="agree", text="", now=NOW)
    last = give_opinion(actor=lead_focal, item_id=item.id, stance="disagree", text="Thiếu nguồn.", now=NOW)
    assert Opinion.objects.get().id == last.id
    stc = give_opinion(
        actor=specialist, item_id=item.id, stance="agree", text="", unit_id=province.units["stc"].id, now=NOW
    )
    assert stc.unit_id == province.units["stc"].id


@pytest.mark.parametrize(("stance", "text", "field"), [("maybe", "", "stance"), ("disagree", " ", "text"), ("agree_with", "", "text"), ("agree", "x\0", "text")])  # fmt: skip
def test_an_opinion_that_says_nothing_is_refused(item, lead_focal, stance, text, field):
    with pytest.raises(BadInput) as refused:
        give_opinion(actor=lead_focal, item_id=item.id, stance=stance, text=text, now=NOW)
    assert refused.value.details["field"] == field


def test_opinions_end_when_the_meeting_begins(called, item, lead_focal, coordinating_focal, province):
    with pytest.raises(Refused):
        give_opinion(
            actor=coordinating_focal, item_id=item.id, stance="agree", text="", unit_id=province.units["skhdt"].id, now=NOW
        )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(state="running")
    with pytest.raises(Conflict):
        give_opinion(actor=lead_focal, item_id=item.id, stance="agree", text="", now=NOW)


def test_who_is_not_called_has_no_opinion_here(called, item, lead_focal, specialist, outsider, province):
    said = {"item_id": item.id, "stance": "agree", "text": "", "now": NOW}
    with pytest.raises(NotFound):
        give_opinion(actor=outsider, **said)
    with pytest.raises(Refused):
        give_opinion(actor=specialist, unit_id=province.units["hdnd"].id, **said)
    not_in_state(give_opinion, called.meeting.id, "running", "ended", "cancelled", actor=lead_focal, **said)
    assert not Opinion.objects.exists()
