"""Writes of meetings. One file, one command."""
