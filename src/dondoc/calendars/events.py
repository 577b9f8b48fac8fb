"""Codes of the ledger's events of this room. Both aggregates are keyed by the jurisdiction's own id or a limit's first row."""

CALENDAR = "calendar"
LIMIT = "legal_limit"

CALENDAR_DAYS_DECLARED = "calendar.days_declared"
LIMIT_SET = "legal_limit.set"
LIMIT_ENDED = "legal_limit.ended"
LIMIT_CONFIRMED = "legal_limit.confirmed"
