"""Issue a token of the API."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import events
from dondoc.accounts.commands._checks import locked_user
from dondoc.accounts.models import ApiToken, User
from dondoc.accounts.rules import new_token, token_digest
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.rules import clean_text

MOST_TOKENS = 20


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token. `secret` is shown once and stored nowhere."""

    token: ApiToken
    secret: str = field(repr=False)


def issue_token(
    *, actor: User, name: str, expires_at: dt.datetime | None = None, now: dt.datetime, request_id: str = ""
) -> IssuedToken:
    """Issue a token that acts for the actor in the API; only its SHA-256 is stored.

    Raises:
        Refused: the actor may not sign in.
        BadInput: it has no name, or would have expired already.
        Conflict: there are too many valid ones.
    """
    name = clean_text(name, field="name", label=_("Tên mã truy cập"), most=80)
    if not actor.is_active:
        raise Refused(_("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản trị."))
    if expires_at is not None and expires_at <= now:
        raise BadInput(_("Ngày hết hạn phải sau hôm nay. Hãy chọn ngày khác."), field="expires_at")
    with transaction.atomic():
        user = locked_user(actor.jurisdiction_id, actor.pk)
        valid = ApiToken.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk, revoked_at__isnull=True)
        if valid.count() >= MOST_TOKENS:
            raise Conflict(_("Bạn đã có %(most)s mã truy cập. Hãy thu hồi mã không dùng nữa.") % {"most": MOST_TOKENS})
        secret = new_token(user.jurisdiction_id)
        token = ApiToken.objects.create(
            jurisdiction_id=user.jurisdiction_id,
            user=user,
            name=name,
            digest=token_digest(secret),
            created_at=now,
            expires_at=expires_at,
        )
        payload = {"token_id": token.id, "expires_at": expires_at.isoformat() if expires_at else None}
        append(
            jurisdiction_id=user.jurisdiction_id,
            events=[NewEvent(events.USER, user.pk, events.TOKEN_ISSUED, payload)],
            actor_id=actor.pk,
            now=now,
            request_id=request_id,
        )
    return IssuedToken(token, secret)
