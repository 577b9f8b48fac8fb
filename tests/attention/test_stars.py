"""Stars: who gives them, one at a time, and that the days on which they held stay known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import NOW
from tests.directives import story

from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.commands.unstar_directive import unstar_directive
from dondoc.attention.models import Star
from dondoc.attention.selectors import starred_on
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

D18, D19, D20 = dt.date(2021, 1, 18), dt.date(2021, 1, 19), dt.date(2021, 1, 20)


def test_a_leader_stars_a_directive_and_its_history_shows_it(chair: Any, task: Any) -> None:
    star = star_directive(actor=chair, directive_id=task.id, note="Báo cáo tôi hằng tuần", now=NOW)
    event = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="directive", aggregate_id=task.id).latest("seq")
    assert (event.code, event.payload) == ("directive.starred", {"star_id": star.id, "note": "Báo cáo tôi hằng tuần"})
    assert starred_on(1, D18) == {task.id}


def test_a_star_is_given_once(chair: Any, office_leader: Any, task: Any) -> None:
    star_directive(actor=chair, directive_id=task.id, now=NOW)
    with pytest.raises(Conflict):
        star_directive(actor=office_leader, directive_id=task.id, now=NOW)
    assert Star.objects.count() == 1


def test_past_days_keep_their_stars(chair: Any, task: Any) -> None:
    star_directive(actor=chair, directive_id=task.id, now=NOW)
    unstar_directive(actor=chair, directive_id=task.id, now=story.at(D20))
    star_directive(actor=chair, directive_id=task.id, now=story.at("2021-02-01"))
    days = [dt.date(2021, 1, 17), D18, D19, D20, dt.date(2021, 2, 1)]
    assert [bool(starred_on(1, day)) for day in days] == [False, True, True, False, True]


def test_a_star_taken_off_on_its_day_never_stood(chair: Any, task: Any) -> None:
    star_directive(actor=chair, directive_id=task.id, now=NOW)
    unstar_directive(actor=chair, directive_id=task.id, now=NOW)
    assert not starred_on(1, D18)
    with pytest.raises(Conflict):
        unstar_directive(actor=chair, directive_id=task.id, now=NOW)


@pytest.mark.parametrize("who", ["specialist", "clerk", "lead_head", "lead_focal", "observer"])
def test_others_give_and_take_no_stars(who: str, request: Any, chair: Any, task: Any) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(Refused):
        star_directive(actor=actor, directive_id=task.id, now=NOW)
    star_directive(actor=chair, directive_id=task.id, now=NOW)
    with pytest.raises(Refused):
        unstar_directive(actor=actor, directive_id=task.id, now=NOW)


@pytest.mark.parametrize("who", ["outsider", "administrator", "other_unit_focal"])
def test_for_outsiders_there_is_nothing_to_star(who: str, request: Any, task: Any) -> None:
    with pytest.raises(NotFound):
        star_directive(actor=request.getfixturevalue(who), directive_id=task.id, now=NOW)


def test_a_long_note_is_refused_with_a_sentence(chair: Any, task: Any) -> None:
    with pytest.raises(BadInput) as refused:
        star_directive(actor=chair, directive_id=task.id, note="a" * 201, now=NOW)
    assert refused.value.details["field"] == "note"
