"""Finishing an item of the agenda."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.finish_item import finish_item
from dondoc.meetings.commands.run_item import run_item


def test_what_runs_is_finished_and_what_does_not_is_not(running, specialist):
    item = running.items[0].id
    with pytest.raises(Conflict) as refused:
        finish_item(actor=specialist, item_id=item, now=NOW)
    assert refused.value.code == "not_running"
    run_item(actor=specialist, item_id=item, now=NOW)
    done = finish_item(actor=specialist, item_id=item, now=NOW + dt.timedelta(minutes=5))
    assert (done.state, done.ended_at) == ("done", NOW + dt.timedelta(minutes=5))


def test_only_the_secretary_and_only_while_it_runs(running, specialist, lead_head, outsider):
    said = {"item_id": running.items[0].id}
    run_item(actor=specialist, now=NOW, **said)
    only_the_office(finish_item, unit=lead_head, outsider=outsider, **said)
    not_in_state(finish_item, running.id, "planned", "called", "ended", "cancelled", actor=specialist, **said)
