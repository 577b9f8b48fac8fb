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

# Who is called, who came
CATEGORY_SET = "meeting.category_set"
CATEGORY_DROPPED = "meeting.category_dropped"
VENUE_SET = "meeting.venue_set"
VENUE_DROPPED = "meeting.venue_dropped"
INVITED = "meeting.invited"
INVITEE_WITHDRAWN = "meeting.invitee_withdrawn"
ANSWERED = "meeting.answered"
ABSENCE_DECIDED = "meeting.absence_decided"
CHECKED_IN = "meeting.checked_in"
DOOR_CODE_RENEWED = "meeting.door_code_renewed"
BREACH_EXPLAINED = "meeting.breach_explained"
EXPLANATION_JUDGED = "meeting.explanation_judged"

# In the room
MEETING_REOPENED = "meeting.reopened"
ITEM_STARTED = "meeting.item_started"
ITEM_FINISHED = "meeting.item_finished"
REMARK_ADDED = "meeting.remark_added"
REMARK_CHANGED = "meeting.remark_changed"
DECISION_RECORDED = "meeting.decision_recorded"
DECISION_CHANGED = "meeting.decision_changed"
DECISION_DROPPED = "meeting.decision_dropped"
CONCLUSION_ADDED = "meeting.conclusion_added"
CONCLUSION_CHANGED = "meeting.conclusion_changed"
CONCLUSION_MOVED = "meeting.conclusion_moved"
CONCLUSION_DROPPED = "meeting.conclusion_dropped"
CONCLUSIONS_SHOWN = "meeting.conclusions_shown"

# Agenda, papers, opinions
ITEM_ADDED = "meeting.item_added"
ITEM_CHANGED = "meeting.item_changed"
ITEM_MOVED = "meeting.item_moved"
ITEM_DROPPED = "meeting.item_dropped"
PAPER_ASKED = "meeting.paper_asked"
PAPER_DROPPED = "meeting.paper_dropped"
PAPER_SENT = "meeting.paper_sent"
OPINION_GIVEN = "meeting.opinion_given"
SPEECH_ASKED = "meeting.speech_asked"
SPEECH_WITHDRAWN = "meeting.speech_withdrawn"
OWN_NOTE_KEPT = "meeting.own_note_kept"

# Plan, invitation, series, rooms
INVITATION_DRAFTED = "meeting.invitation_drafted"
ROOM_KEPT = "meeting_room.kept"
SERIES_KEPT = "meeting_series.kept"

# After the meeting
NOTICE_DRAFTED = "meeting.notice_drafted"
MINUTES_DRAFTED = "meeting.minutes_drafted"

# Opinions by slip: a chain of the round
ROUND_OPENED = "slip_round.opened"
ROUND_CHANGED = "slip_round.changed"
ROUND_SENT = "slip_round.sent"
SLIP_ANSWERED = "slip_round.answered"
ROUND_CLOSED = "slip_round.closed"
ROUND_CANCELLED = "slip_round.cancelled"
RECORD_DRAFTED = "slip_round.record_drafted"
