"""Meetings: planned, called, held, concluded."""
