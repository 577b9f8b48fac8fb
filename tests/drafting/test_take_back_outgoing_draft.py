"""Taking a draft back before it is approved."""

from __future__ import annotations

from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import codes

from dondoc.drafting.choices import State
from dondoc.drafting.commands.take_back_outgoing_draft import take_back_outgoing_draft


def test_it_is_written_again(on_the_way, specialist, now):
    done = take_back_outgoing_draft(actor=specialist, draft_id=on_the_way("submitted").id, now=now)
    assert (done.state, done.submitted_at) == (State.DRAFTING, None)
    assert codes(done)[-1] == "taken_back"
