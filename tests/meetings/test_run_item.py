"""One item of the agenda runs at a time."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.finish_item import finish_item
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.models import AgendaItem


def test_one_item_runs_at_a_time(running, specialist):
    first, second = (item.id for item in running.items)
    run_item(actor=specialist, item_id=first, now=NOW)
    run_item(actor=specialist, item_id=second, now=NOW)
    assert [item.state for item in AgendaItem.objects.order_by("position")] == ["done", "running"]
    finish_item(actor=specialist, item_id=second, now=NOW)
    with pytest.raises(Conflict):
        finish_item(actor=specialist, item_id=second, now=NOW)


def test_going_back_to_an_item_keeps_its_beginning(running, specialist):
    first, second = (item.id for item in running.items)
    later = NOW + dt.timedelta(minutes=20)
    run_item(actor=specialist, item_id=first, now=NOW)
    run_item(actor=specialist, item_id=second, now=later)
    back = run_item(actor=specialist, item_id=first, now=later + dt.timedelta(minutes=5))
    assert (back.state, back.started_at, back.ended_at) == ("running", NOW, None)
    assert run_item(actor=specialist, item_id=first, now=later).started_at == NOW


def test_only_the_secretary_and_only_while_it_runs(running, specialist, lead_head, outsider):
    said = {"item_id": running.items[0].id}
    only_the_office(run_item, unit=lead_head, outsider=outsider, **said)
    not_in_state(run_item, running.id, "planned", "called", "ended", "cancelled", actor=specialist, **said)
