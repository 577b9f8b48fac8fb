"""Marking a comment as dealt with."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import codes

from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.commands.resolve_comment import resolve_comment
from dondoc.foundation.errors import NotFound


@pytest.fixture
def comment(written, clerk, now):
    return comment_on_draft(actor=clerk, draft_id=written.id, text="Nêu rõ nguồn vốn", now=now)


def test_it_is_dealt_with_once(written, comment, specialist, clerk, now):
    done = resolve_comment(actor=specialist, draft_id=written.id, comment_id=comment.id, now=now)
    assert (done.resolved_at, done.resolved_by_id) == (now, specialist.id)
    later = now + dt.timedelta(hours=1)
    again = resolve_comment(actor=clerk, draft_id=written.id, comment_id=comment.id, now=later)
    assert (again.resolved_at, again.resolved_by_id) == (now, specialist.id)
    assert codes(written).count("comment_resolved") == 1


def test_one_of_another_draft_is_not_there(written, comment, province, specialist, outsider, now):
    from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft

    other = open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=now)
    for actor, draft in ((specialist, other), (outsider, written)):
        with pytest.raises(NotFound):
            resolve_comment(actor=actor, draft_id=draft.id, comment_id=comment.id, now=now)
