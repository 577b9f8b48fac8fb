"""Directives and their assignments: who must do what by when, and what became of it."""
