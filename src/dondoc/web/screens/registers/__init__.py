"""The registers: their numbers, what was issued and what arrived."""
