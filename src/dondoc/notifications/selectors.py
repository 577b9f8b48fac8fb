"""Reads of what a person was told."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.accounts.models import User
from dondoc.notifications.models import Message


def messages_of(user: User) -> QuerySet[Message]:
    """Return what `user` was told, the newest first."""
    return Message.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk).order_by("-created_at", "-id")


def unread_of(user: User) -> QuerySet[Message]:
    """Return what `user` was told and has not read, the newest first."""
    return messages_of(user).filter(read_at__isnull=True)
