"""Codes of the ledger's events of this room; those of an assignment's own chain are in `directives.events`."""

RULES = "follow_up_rules"
DEPUTY = "deadline_deputy"

RULES_SET = "follow_up_rules.set"
DEPUTY_NAMED = "deadline_deputy.named"
DEPUTY_ENDED = "deadline_deputy.ended"

# A part of an assignment has a chain of its own; each event carries its whole state.
PART = "part"

PART_GIVEN = "part.given"
PART_CHANGED = "part.changed"
PART_ACKNOWLEDGED = "part.acknowledged"
PART_STARTED = "part.started"
PART_REPORTED = "part.reported"
PART_ACCEPTED = "part.accepted"
PART_RETURNED = "part.returned"
PART_WITHDRAWN = "part.withdrawn"

OF_PART_VERB = {
    "acknowledge_part": PART_ACKNOWLEDGED,
    "start_part": PART_STARTED,
    "report_part": PART_REPORTED,
    "accept_part": PART_ACCEPTED,
    "return_part": PART_RETURNED,
    "withdraw_part": PART_WITHDRAWN,
}
# The office's lists and tables, each a chain of its own.
UPDATE_RULES = "update_rules"
UPDATE_RULES_SET = "update_rules.set"
PROGRESS_STAGE = "progress_stage"
PROGRESS_STAGE_SET = "progress_stage.set"
CAUSE_KIND = "cause_kind"
CAUSE_KIND_SET = "cause_kind.set"
COMPLETION_NEED = "completion_need"
COMPLETION_NEED_SET = "completion_need.set"
COMPLETION_NEED_REMOVED = "completion_need.removed"
