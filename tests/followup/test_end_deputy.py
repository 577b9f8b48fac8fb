"""Ending it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.test_name_deputy import TODAY, name

from dondoc.followup.commands.end_deputy import end_deputy
from dondoc.followup.models import DeadlineDeputy
from dondoc.followup.permissions import stands_for
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.models import LedgerEvent

LATER = dt.date(2021, 1, 20)


@pytest.fixture
def second(make_user: Any) -> Any:
    return make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))


def test_from_that_day_on_they_decide_no_more(specialist: Any, second: Any) -> None:
    named = name(specialist, second)
    end_deputy(actor=specialist, deputy_row_id=named.id, now=story.at(LATER))
    assert specialist.pk in stands_for(second, dt.date(2021, 1, 19))
    assert specialist.pk not in stands_for(second, LATER)
    with pytest.raises(Conflict):
        end_deputy(actor=specialist, deputy_row_id=named.id, now=story.at(LATER))


def test_what_never_began_is_taken_away(specialist: Any, second: Any, office_leader: Any) -> None:
    named = name(specialist, second, valid_from=dt.date(2021, 2, 1))
    end_deputy(actor=office_leader, deputy_row_id=named.id, now=story.at(LATER))
    assert not DeadlineDeputy.objects.exists()
    codes = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="deadline_deputy").order_by("seq")
    assert [event.code for event in codes] == ["deadline_deputy.named", "deadline_deputy.ended"]


def test_others_do_not(specialist: Any, second: Any, clerk: Any, outsider: Any) -> None:
    named = name(specialist, second)
    for actor in (second, clerk, outsider):
        with pytest.raises(NotFound):
            end_deputy(actor=actor, deputy_row_id=named.id, now=story.at(TODAY))
