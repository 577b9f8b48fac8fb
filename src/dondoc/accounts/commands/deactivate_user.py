"""Take a user's access away."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.choices import Role
from dondoc.accounts.commands._checks import keep_one_administrator, locked_administrators, locked_user, require_manager
from dondoc.accounts.models import ApiToken, User
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def deactivate_user(*, actor: User, user_id: int, reason: str = "", now: dt.datetime, request_id: str = "") -> User:
    """Let a user sign in no more, end their sessions with the next request, and revoke their tokens.

    What they did stays under their name.

    Raises:
        Refused: the actor is no administrator, or it is themselves.
        NotFound: there is no such user in the actor's jurisdiction.
        Conflict: they are deactivated already, or are the last administrator.
    """
    require_manager(actor)
    with transaction.atomic():
        administrators = locked_administrators(actor.jurisdiction_id)
        user = locked_user(actor.jurisdiction_id, user_id)
        if not user.is_active:
            raise Conflict(_("Tài khoản này đã ngừng hoạt động. Hãy tải lại trang."))
        if user.role == Role.ADMINISTRATOR:
            keep_one_administrator(user, administrators)
        user.is_active = False
        user.save(update_fields=["is_active"])
        tokens = ApiToken.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk, revoked_at__isnull=True)
        revoked = sorted(tokens.values_list("id", flat=True))
        tokens.update(revoked_at=now)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.USER,
                    user.pk,
                    events.USER_DEACTIVATED,
                    {"revoked_token_ids": revoked},
                    reason=reason.strip(),
                )
            ],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return user
