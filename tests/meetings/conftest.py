"""The meetings that the tests of this room share."""

from tests.connections import _triggers_again, at_once, real_connections
from tests.documents.register_world import opened
from tests.meetings.held_world import held, signing
from tests.meetings.meetings_world import called, heads, meeting, plan_of
from tests.meetings.papers_world import item, paper
from tests.meetings.people_world import broken, category
from tests.meetings.room_world import running
from tests.meetings.slips_world import facts, opened_round, sent, slip

__all__ = [
    "_triggers_again",
    "at_once",
    "broken",
    "called",
    "category",
    "facts",
    "heads",
    "held",
    "item",
    "meeting",
    "opened",
    "opened_round",
    "paper",
    "plan_of",
    "real_connections",
    "running",
    "sent",
    "signing",
    "slip",
]  # fmt: skip
