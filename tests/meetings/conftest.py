"""The meeting that the tests of this room share."""

from tests.meetings.meetings_world import called, heads, meeting, plan_of

__all__ = ["called", "heads", "meeting", "plan_of"]
