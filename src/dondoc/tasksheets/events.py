"""Codes of the ledger's events of this room. Stable: the past is read by them."""

TASK_IMPORT = "task_import"
SHEET_NAME = "sheet_name"

IMPORT_OPENED = "task_import.opened"
IMPORT_ANSWERED = "task_import.answered"
IMPORT_COMMITTED = "task_import.committed"
IMPORT_WITHDRAWN = "task_import.withdrawn"
IMPORT_DISCARDED = "task_import.discarded"
