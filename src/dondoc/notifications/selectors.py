"""Reads of what a person was told."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.accounts.models import User
from dondoc.foundation.errors import NotFound
from dondoc.notifications.models import DefaultPreference, Message, Preference
from dondoc.notifications.rules import Wishes


def messages_of(user: User) -> QuerySet[Message]:
    """Return what `user` was told, the newest first."""
    return Message.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk).order_by("-created_at", "-id")


def unread_of(user: User) -> QuerySet[Message]:
    """Return what `user` was told and has not read, the newest first."""
    return messages_of(user).filter(read_at__isnull=True)


def message_for(user: User, message_id: int) -> Message:
    """Return a message to `user`.

    Raises:
        NotFound: there is none.
    """
    found = messages_of(user).filter(id=message_id).first()
    if found is None:
        raise NotFound
    return found


def wishes_of(user: User) -> Wishes:
    """Return how `user` wants to be told; as the office has it where they said nothing."""
    row = Preference.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk).first()
    if row is None:
        return default_wishes(user.jurisdiction_id)
    return Wishes(row.by_email, row.by_push, row.urgent_at_once, row.digest_hour, tuple(row.muted_kinds))


def default_wishes(jurisdiction_id: int) -> Wishes:
    """Return how those are told who said nothing."""
    row = DefaultPreference.objects.filter(jurisdiction_id=jurisdiction_id).first()
    if row is None:
        return Wishes()
    return Wishes(row.by_email, row.by_push, row.urgent_at_once, row.digest_hour, tuple(row.muted_kinds))


def follows_default(user: User) -> bool:
    """Return whether `user` said nothing and is told as the office has it."""
    return not Preference.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk).exists()
