"""Who enters decisions on days off and sets legal limits. Everybody reads both: everybody counts by them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.foundation.errors import Refused

_SETS = frozenset({Role.OFFICE_LEADER, Role.ADMINISTRATOR})


def may_set_calendar(user: User) -> bool:
    """Return whether `user` enters which days are worked, and legal limits: the office's leader, the administrator."""
    return user.is_active and user.role in _SETS


def require_setter(user: User) -> None:
    """Do nothing for a person who sets the calendar and the limits.

    Raises:
        Refused: everybody else.
    """
    if not may_set_calendar(user):
        raise Refused(_("Lịch làm việc và thời hạn theo luật do lãnh đạo Văn phòng hoặc người quản trị đặt."))
