"""Follow-up: the cases of deadlines, and the process with its rules."""
