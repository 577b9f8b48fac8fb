"""Codes of the ledger's events of this room; those of an assignment's own chain are in `directives.events`."""

RULES = "follow_up_rules"
DEPUTY = "deadline_deputy"

RULES_SET = "follow_up_rules.set"
DEPUTY_NAMED = "deadline_deputy.named"
DEPUTY_ENDED = "deadline_deputy.ended"
