"""Writes: one file, one command."""
