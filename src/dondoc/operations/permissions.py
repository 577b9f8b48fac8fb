"""Who sees and handles jobs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.errors import Refused


def may_manage_jobs(user: User) -> bool:
    """Return whether `user` sees the jobs of their jurisdiction, and those of none, and may retry or cancel them."""
    return user.is_active and user.role == Role.ADMINISTRATOR


def require_jobs(user: User) -> None:
    """Let only the administrator pass.

    Raises:
        Refused: anybody else.
    """
    if not may_manage_jobs(user):
        raise Refused(_("Việc nền do người quản trị xem và xử lý."))
