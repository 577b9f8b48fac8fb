"""Dự thảo văn bản: what the office writes, from the first line to the numbered, signed and issued document."""
