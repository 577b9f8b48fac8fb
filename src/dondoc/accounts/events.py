"""Ledger codes of the room, aggregate `user`. Payloads hold roles and ids: no name, no address, no secret."""

from __future__ import annotations

USER = "user"

USER_CREATED = "user.created"
USER_CHANGED = "user.changed"
USER_DEACTIVATED = "user.deactivated"
USER_REACTIVATED = "user.reactivated"
PASSWORD_SET = "user.password_set"  # noqa: S105 - a code, not a password
TOKEN_ISSUED = "user.token_issued"  # noqa: S105 - likewise
TOKEN_REVOKED = "user.token_revoked"  # noqa: S105 - likewise
