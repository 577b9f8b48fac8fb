"""One item of the agenda runs at a time."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

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
