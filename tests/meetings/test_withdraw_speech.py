"""Taking back a request to speak."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import only_the_office

from dondoc.foundation.errors import Conflict, NotFound
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.withdraw_speech import withdraw_speech
from dondoc.meetings.models import Remark


@pytest.fixture
def asked(called, lead_focal):
    return ask_to_speak(actor=lead_focal, meeting_id=called.meeting.id, topic="Giải ngân", now=NOW)


def test_the_unit_or_the_office_takes_it_back_once(asked, specialist, lead_head):
    withdrawn = withdraw_speech(actor=lead_head, remark_id=asked.id, now=NOW)
    assert (withdrawn.state, withdrawn.version) == ("withdrawn", asked.version + 1)
    with pytest.raises(Conflict) as refused:
        withdraw_speech(actor=specialist, remark_id=asked.id, now=NOW)
    assert refused.value.code == "not_waiting"


def test_who_speaks_already_takes_nothing_back(asked, lead_focal):
    Remark.objects.filter(id=asked.id).update(state="speaking")
    with pytest.raises(Conflict):
        withdraw_speech(actor=lead_focal, remark_id=asked.id, now=NOW)


def test_another_unit_does_not(asked, other_unit_focal, outsider, specialist):
    only_the_office(withdraw_speech, unit=other_unit_focal, outsider=outsider, remark_id=asked.id)
    with pytest.raises(NotFound):
        withdraw_speech(actor=specialist, remark_id=999_999, now=NOW)
