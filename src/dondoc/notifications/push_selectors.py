"""Reads of the browsers that asked to be told at once."""

from __future__ import annotations

from django.db.models import QuerySet

from dondoc.accounts.models import User
from dondoc.notifications.push_models import PushSubscription


def browsers_of(user: User) -> QuerySet[PushSubscription]:
    """Return the browsers of `user` that are told, the oldest first."""
    found = PushSubscription.objects.filter(
        jurisdiction_id=user.jurisdiction_id, user_id=user.pk, ended_at__isnull=True
    )
    return found.order_by("id")
