"""Codes of the ledger's events of this room. Stable: the past is read by them."""

MEETING = "meeting"
SERIES = "meeting_series"
ROOM = "meeting_room"
SLIP_ROUND = "slip_round"

MEETING_PLANNED = "meeting.planned"
MEETING_CHANGED = "meeting.changed"
MEETING_MOVED = "meeting.moved"
MEETING_CALLED = "meeting.called"
MEETING_OPENED = "meeting.opened"
MEETING_ENDED = "meeting.ended"
MEETING_CANCELLED = "meeting.cancelled"
