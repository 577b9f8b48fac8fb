"""Let a secret link to a calendar open nothing any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.feed_models import FeedLink


def revoke_feed(*, actor: User, link_id: int, now: dt.datetime, request_id: str = "") -> FeedLink:
    """Revoke a link: one's own, or, by an administrator, another's.

    Args:
        actor: who does it.
        link_id: which.
        now: the moment.
        request_id: of the log.

    Raises:
        NotFound: there is none, or it is another's and the actor is no administrator.
        Conflict: it is revoked already.
    """
    with transaction.atomic():
        found = FeedLink.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, id=link_id)
        link = found.first()
        if link is None or (link.user_id != actor.pk and not may_manage_users(actor)):
            raise NotFound(_("Không tìm thấy liên kết lịch này. Hãy tải lại trang."))
        if link.revoked_at is not None:
            raise Conflict(_("Liên kết lịch này đã được thu hồi. Hãy tải lại trang."))
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.FEED_LINK, link.id, events.FEED_LINK_REVOKED, {"user_id": link.user_id})],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return link
