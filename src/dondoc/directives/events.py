"""Codes of the ledger's events of this room. Stable: the past is read by them."""

DIRECTIVE = "directive"
ASSIGNMENT = "assignment"
READING = "reading"
READING_NAME = "reading_name"
DEADLINE_EVENT = "deadline_event"

DIRECTIVE_CREATED = "directive.created"
DIRECTIVE_DEADLINE_SET = "directive.deadline_set"
DIRECTIVE_PRIORITY_SET = "directive.priority_set"
# To the body whose document gave the task, through the exchange.
REPORT_SENT = "directive.report_sent"

# Of the room of attention, on the directive's own chain so that its history shows them.
STARRED = "directive.starred"
UNSTARRED = "directive.unstarred"

ASSIGNMENT_CREATED = "assignment.created"
ASSIGNMENT_ACKNOWLEDGED = "assignment.acknowledged"
ASSIGNMENT_STARTED = "assignment.started"
ASSIGNMENT_REPORTED = "assignment.completion_reported"
ASSIGNMENT_ACCEPTED = "assignment.completion_accepted"
ASSIGNMENT_RETURNED = "assignment.completion_returned"
ASSIGNMENT_WITHDRAWN = "assignment.withdrawn"
ASSIGNMENT_DEADLINE_SET = "assignment.deadline_set"
# What a task sheet of before says an assignment had reached; stated by the office, not reported by the unit.
STATE_IMPORTED = "assignment.state_imported"
ASSIGNMENT_PRIORITY_SET = "assignment.priority_set"
ASSIGNMENT_REOPENED = "assignment.reopened"
# Of the room of follow-up; each carries the whole state after it, as every event of an assignment does.
EXTENSION_ASKED = "assignment.extension_asked"
EXTENSION_GRANTED = "assignment.extension_granted"
EXTENSION_REFUSED = "assignment.extension_refused"
EXTENSION_WITHDRAWN = "assignment.extension_withdrawn"
CLOCK_STOPPED = "assignment.clock_stopped"
CLOCK_RESUMED = "assignment.clock_resumed"
TRANSFER_ASKED = "assignment.transfer_asked"
TRANSFER_AGREED = "assignment.transfer_agreed"
TRANSFER_DECLINED = "assignment.transfer_declined"
TRANSFER_REFUSED = "assignment.transfer_refused"
TRANSFER_WITHDRAWN = "assignment.transfer_withdrawn"
ASSIGNMENT_TRANSFERRED = "assignment.transferred"
ASSIGNMENT_MERGED = "assignment.merged"
ASSIGNMENT_SUPERSEDED = "assignment.superseded"
ASSIGNMENT_GIVEN_AGAIN = "assignment.given_again"
SUCCESSION_UNDONE = "assignment.succession_undone"
# Of the room of schedules: a counted deadline, by the days that another calendar counts.
ASSIGNMENT_DEADLINE_RECOUNTED = "assignment.deadline_recounted"
DIRECTIVE_DEADLINE_RECOUNTED = "directive.deadline_recounted"
# Of the room of urging, likewise.
URGED = "assignment.urged"
EXPLANATION_ASKED = "assignment.explanation_asked"
EXPLANATION_ANSWERED = "assignment.explanation_answered"
EXPLANATION_ACCEPTED = "assignment.explanation_accepted"
EXPLANATION_RETURNED = "assignment.explanation_returned"
EXPLANATION_WITHDRAWN = "assignment.explanation_withdrawn"
PROGRESS_REPORTED = "assignment.progress_reported"
CAUSE_STATED = "assignment.cause_stated"
REMEDY_GIVEN = "assignment.remedy_given"

DEADLINE_EVENT_CREATED = "deadline_event.created"
DEADLINE_EVENT_RECORDED = "deadline_event.recorded"
DEADLINE_EVENT_CORRECTED = "deadline_event.corrected"
DEADLINE_EVENT_TAKEN_BACK = "deadline_event.taken_back"

OF_VERB = {
    "acknowledge": ASSIGNMENT_ACKNOWLEDGED,
    "start": ASSIGNMENT_STARTED,
    "report_completion": ASSIGNMENT_REPORTED,
    "accept_completion": ASSIGNMENT_ACCEPTED,
    "return_completion": ASSIGNMENT_RETURNED,
    "withdraw": ASSIGNMENT_WITHDRAWN,
    "reopen": ASSIGNMENT_REOPENED,
}
