"""What people say of a draft, or of one clause of it."""

from __future__ import annotations

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import codes

from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.selectors import comments_of
from dondoc.foundation.errors import BadInput, NotFound, Refused


def test_a_comment_keeps_the_clause_as_it_began(written, clerk, now):
    made = comment_on_draft(actor=clerk, draft_id=written.id, text=" Nêu rõ nguồn vốn ", clause="1", now=now)
    assert (made.text, made.clause, made.version) == ("Nêu rõ nguồn vốn", "1", written.version)
    assert made.quoted.startswith("1. Giao Sở Y tế chủ trì")
    assert [comment.id for comment in comments_of(written)] == [made.id]
    assert codes(written)[-1] == "comment_added"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"text": " "}, "text"), ({"text": "a" * 4001}, "text"), ({"text": "a", "clause": "9.9"}, "clause")],
)
def test_what_says_nothing_is_refused(written, clerk, now, given, field):
    with pytest.raises(BadInput) as refused:
        comment_on_draft(actor=clerk, draft_id=written.id, now=now, **given)
    assert refused.value.details["field"] == field


def test_the_chair_comments_on_what_was_put_forward(on_the_way, written, chair, now):
    with pytest.raises(NotFound):
        comment_on_draft(actor=chair, draft_id=written.id, text="Tốt", now=now)
    assert comment_on_draft(actor=chair, draft_id=on_the_way("submitted").id, text="Tốt", now=now)


@pytest.mark.parametrize("state", ["issued", "recalled", "discarded"])
def test_of_what_is_closed_nothing_is_said(on_the_way, clerk, now, state):
    with pytest.raises(Refused):
        comment_on_draft(actor=clerk, draft_id=on_the_way(state).id, text="Muộn", now=now)


def test_others_do_not_know_of_it(on_the_way, lead_head, observer, administrator, outsider, now):
    draft = on_the_way("submitted")
    for actor in (lead_head, observer, administrator, outsider):
        with pytest.raises(NotFound):
            comment_on_draft(actor=actor, draft_id=draft.id, text="?", now=now)
