"""People who are called: a category for them, how they are called and answer, a meeting that one stayed away from."""

from __future__ import annotations

import pytest
from tests.conftest import NOW

from dondoc.meetings.commands.answer_invitation import answer_invitation
from dondoc.meetings.commands.invite import invite
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.models import Invitee, Meeting


@pytest.fixture
def category(meeting, specialist):
    return set_category(
        actor=specialist, meeting_id=meeting.id, name="Lãnh đạo các sở", requirement="leader", is_counted=True, now=NOW
    )


@pytest.fixture
def broken(called):
    """The meeting is over: one did not come and had said nothing, another came."""
    Invitee.objects.filter(id=called.by["skhdt"].id).update(presence="absent")
    Invitee.objects.filter(id=called.by["stc"].id).update(presence="present", attendee="invited")
    Meeting.objects.filter(id=called.meeting.id).update(state="ended", ended_at=NOW)
    return called


def put(actor, meeting, **said):
    return set_category(
        actor=actor, meeting_id=meeting.id, now=NOW,
        **{"name": "Lãnh đạo các sở", "requirement": "leader", "is_counted": False, **said},
    )  # fmt: skip


def call(actor, category, **said):
    return invite(actor=actor, meeting_id=category.meeting_id, category_id=category.id, now=NOW, **said)


def answer(actor, invitee, **said):
    return answer_invitation(actor=actor, invitee_id=invitee.id, **{"now": NOW, **said})
