"""Việc nền: what the system does behind people, for the administrator."""
