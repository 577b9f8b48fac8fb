"""Who looks after the ways on which messages leave the house."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import Refused


def require_channels(user: User) -> None:
    """Do nothing for an administrator.

    Raises:
        Refused: everybody else.
    """
    if not may_manage_users(user):
        raise Refused(_("Chỉ người quản trị trông coi việc gửi ra ngoài. Hãy liên hệ người quản trị."))
