"""Approving the version that was read, while its signer still may sign."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, codes

from dondoc.drafting.choices import State
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.foundation.errors import BadInput, Conflict


def test_its_words_stand_from_now_on(on_the_way, office_leader, specialist, now):
    done = on_the_way("approved")
    assert (done.state, done.approved_by_id, done.approved_at) == (State.APPROVED, office_leader.id, now)
    assert codes(done)[-1] == "approved"
    for actor in (specialist, office_leader):
        with pytest.raises(Conflict):
            change_outgoing_draft(actor=actor, draft_id=done.id, version=done.version, content=CONTENT, now=now)


def test_who_approves_may_mend_a_word_first_and_the_version_says_so(on_the_way, mandates, office_leader, now):
    seen = on_the_way("submitted")
    mended = change_outgoing_draft(
        actor=office_leader, draft_id=seen.id, version=seen.version, content=CONTENT | {"subject": "Kết luận họp"},
        mandate_id=mandates.deputy.id, now=now,
    )  # fmt: skip
    assert (mended.state, mended.version) == (State.SUBMITTED, seen.version + 1)
    with pytest.raises(Conflict):
        approve_outgoing_draft(actor=office_leader, draft_id=seen.id, version=seen.version, now=now)
    done = approve_outgoing_draft(actor=office_leader, draft_id=seen.id, version=mended.version, now=now)
    assert done.subject == "Kết luận họp"


def test_a_right_that_ends_between_submitting_and_approving_is_found(on_the_way, mandates, office_leader, now):
    seen = on_the_way("submitted")
    end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=dt.date(2021, 1, 18), now=now)
    tomorrow = now + dt.timedelta(days=1)
    with pytest.raises(BadInput) as refused:
        approve_outgoing_draft(actor=office_leader, draft_id=seen.id, version=seen.version, now=tomorrow)
    assert refused.value.details["field"] == "mandate"
    assert approve_outgoing_draft(actor=office_leader, draft_id=seen.id, version=seen.version, now=now)


def test_a_post_that_nobody_holds_any_more_is_found(on_the_way, posts, office_leader, now):
    from dondoc.organizations.models import Tenure

    seen = on_the_way("submitted")
    Tenure.objects.filter(post_id=posts.pcvp.id).update(valid_to=dt.date(2021, 1, 17))
    with pytest.raises(BadInput):
        approve_outgoing_draft(actor=office_leader, draft_id=seen.id, version=seen.version, now=now)
