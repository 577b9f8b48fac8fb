"""Note that a person has read what they were told."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.foundation.errors import NotFound
from dondoc.notifications.selectors import messages_of, unread_of


def mark_read(
    *, actor: User, message_id: int | None = None, before: dt.datetime | None = None, now: dt.datetime
) -> int:
    """Mark one message, or all, as read. Reading is no fact of the chain: no ledger event.

    Args:
        actor: whose messages.
        message_id: which; None: all that are unread now.
        before: of all, only what they were told before this moment.
        now: the moment.

    Returns:
        How many were unread.

    Raises:
        NotFound: no such message of this person.
    """
    if message_id is not None and not messages_of(actor).filter(id=message_id).exists():
        raise NotFound
    unread = unread_of(actor)
    if message_id is not None:
        unread = unread.filter(id=message_id)
    if before is not None:
        unread = unread.filter(created_at__lt=before)
    return unread.order_by().update(read_at=now)
