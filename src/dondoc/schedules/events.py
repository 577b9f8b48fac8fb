"""Codes of the ledger's events of this room; those of an assignment's own chain are in `directives.events`."""

SERIES = "series"

SERIES_STARTED = "series.started"
SERIES_CHANGED = "series.changed"
SERIES_STOPPED = "series.stopped"
SERIES_FINISHED = "series.finished"
OCCURRENCE_OPENED = "series.occurrence_opened"
OCCURRENCE_SKIPPED = "series.occurrence_skipped"
OCCURRENCE_MISSED = "series.occurrence_missed"

# On the calendar's own chain (`calendars.events.CALENDAR`): what was moved and what was left when it was asked about.
DEADLINES_RECOUNTED = "calendar.deadlines_recounted"
