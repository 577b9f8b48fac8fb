"""Revoke a token of the API."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.models import ApiToken, User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


def revoke_token(*, actor: User, token_id: int, now: dt.datetime, request_id: str = "") -> ApiToken:
    """Let a token open nothing any more; one's own, or, by an administrator, another's.

    Raises:
        NotFound: there is no such token, or it is another's and the actor is no administrator.
        Conflict: it is revoked already.
    """
    with transaction.atomic():
        found = ApiToken.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, id=token_id)
        token = found.first()
        if token is None or (token.user_id != actor.pk and not may_manage_users(actor)):
            raise NotFound(_("Không tìm thấy mã truy cập này. Hãy tải lại trang."))
        if token.revoked_at is not None:
            raise Conflict(_("Mã truy cập này đã được thu hồi. Hãy tải lại trang."))
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.USER, token.user_id, events.TOKEN_REVOKED, {"token_id": token_id})],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return token
