"""Codes of the ledger's events of this room: an indicator's targets and values stand on its own chain."""

INDICATOR = "indicator"
INDICATOR_CREATED = "indicator.created"
INDICATOR_CHANGED = "indicator.changed"
OWNER_SET = "indicator.owner_set"
TARGET_SET = "indicator.target_set"
VALUES_ENTERED = "indicator.values_entered"
VALUES_APPROVED = "indicator.values_approved"
VALUES_RETURNED = "indicator.values_returned"

PERIOD = "indicator_period"
PERIOD_LOCKED = "indicator_period.locked"
PERIOD_REOPENED = "indicator_period.reopened"
