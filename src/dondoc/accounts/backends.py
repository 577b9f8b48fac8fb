"""Signing in by password; the person of a session comes with their jurisdiction in one query."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from dondoc.accounts.models import User
from dondoc.accounts.selectors import active_user


class PasswordBackend(ModelBackend):
    """Django's own check of the password. Every page asks for the jurisdiction: its name, its clock."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active user of a session with the jurisdiction, or None."""
        return active_user(user_id)
