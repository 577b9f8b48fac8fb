"""Give a user's access back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.commands._checks import locked_user, require_manager
from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def reactivate_user(*, actor: User, user_id: int, now: dt.datetime, request_id: str = "") -> User:
    """Let a deactivated user sign in again; their tokens stay revoked.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such user in the actor's jurisdiction.
        Conflict: they are active.
    """
    require_manager(actor)
    with transaction.atomic():
        user = locked_user(actor.jurisdiction_id, user_id)
        if user.is_active:
            raise Conflict(_("Tài khoản này đang hoạt động. Hãy tải lại trang."))
        user.is_active = True
        user.save(update_fields=["is_active"])
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.USER, user.pk, events.USER_REACTIVATED)],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return user
