"""Taking in a task sheet: upload, questions, result."""
