"""Set a password: one's own, or, by an administrator, another's."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.commands._checks import checked_password, locked_user, require_manager
from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append


def set_password(
    *,
    actor: User,
    user_id: int,
    password: str,
    current_password: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> User:
    """Set the password of a user; every session signed in with the old one ends.

    Raises:
        Refused: it is another's and the actor is no administrator.
        NotFound: there is no such user in the actor's jurisdiction.
        BadInput: the current password (asked for one's own) is wrong, or the new one is too weak.
    """
    if actor.pk != user_id:
        require_manager(actor)
    with transaction.atomic():
        user = locked_user(actor.jurisdiction_id, user_id)
        if actor.pk == user_id and not user.check_password(current_password):
            raise BadInput(_("Mật khẩu hiện tại không đúng. Hãy nhập lại."), field="current_password")
        checked_password(password, user)
        user.set_password(password)
        user.save(update_fields=["password"])
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.USER, user.pk, events.PASSWORD_SET)],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return user
