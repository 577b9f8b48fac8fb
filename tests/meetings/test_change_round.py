"""Changing a round while it is prepared."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.slip_selectors import slips_of


def test_it_is_changed_only_while_it_is_prepared(opened_round, facts, specialist, heads):
    changed = change_round(
        actor=specialist, round_id=opened_round.id, version=1, facts=facts(member_post_ids=[heads.head["syt"].id]), now=NOW
    )  # fmt: skip
    assert (changed.version, len(slips_of(changed))) == (2, 1)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=1, facts=facts(), now=NOW)
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=2, facts=facts(), now=NOW)
