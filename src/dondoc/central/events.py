"""Codes of the ledger's events of this room. Each of a task carries the whole state after it: any past day is answerable."""

TASK = "central_task"
IMPORT = "central_import"

RECORDED = "central_task.recorded"
CHANGED = "central_task.changed"
DEADLINE_MOVED = "central_task.deadline_moved"
ASSIGNED = "central_task.assigned"
LINKED = "central_task.linked"
UNLINKED = "central_task.unlinked"
REPORTED = "central_task.reported"
CONFIRMED = "central_task.confirmed"
RETURNED = "central_task.returned"
WITHDRAWN = "central_task.withdrawn"
REOPENED = "central_task.reopened"

#: Those that change what a day says of a task: one dated before the last of them would rewrite what came after.
OF_STATE = (RECORDED, DEADLINE_MOVED, REPORTED, CONFIRMED, RETURNED, WITHDRAWN, REOPENED)

IMPORT_COMMITTED = "central_import.committed"
