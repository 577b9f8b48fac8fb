"""Who may change units. Accounts stand above this room, so a person is known here by what is asked of them."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from dondoc.foundation.errors import Refused

_MANAGES = "administrator"


class Actor(Protocol):
    """What this room needs to know of the person who acts; `accounts.User` fits."""

    @property
    def id(self) -> int:
        """The user's id."""

    @property
    def jurisdiction_id(self) -> int:
        """The only jurisdiction in which the person exists."""

    @property
    def role(self) -> str:
        """The role's code (`accounts.choices.Role`)."""

    @property
    def is_active(self) -> bool:
        """Whether the person may still sign in."""


def may_manage_units(actor: Actor) -> bool:
    """Return whether `actor` may create, change, close and import units, posts and groups."""
    return actor.is_active and actor.role == _MANAGES


def require_manager(actor: Actor) -> None:
    """Do nothing for a person who manages units.

    Raises:
        Refused: everybody else.
    """
    if not may_manage_units(actor):
        raise Refused(_("Chỉ người quản trị được thay đổi đơn vị, chức danh và nhóm. Hãy liên hệ người quản trị."))
