"""Codes of the ledger's events of this room; stars stand on the directive's own chain (`directives.events`)."""

THEME = "theme"
THEME_OPENED = "theme.opened"
THEME_CHANGED = "theme.changed"
THEME_CLOSED = "theme.closed"
THEME_REOPENED = "theme.reopened"
THEME_GATHERED = "theme.gathered"
THEME_RELEASED = "theme.released"

COMMENT = "comment"
COMMENT_WRITTEN = "comment.written"
COMMENT_CHANGED = "comment.changed"
COMMENT_REMOVED = "comment.removed"
