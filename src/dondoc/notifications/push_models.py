"""Browsers that asked to be told at once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel


class PushSubscription(DomainModel):
    """One browser of one person, at the push service of the browser's maker."""

    user_id = models.BigIntegerField()
    endpoint = models.CharField(max_length=1000)
    public_key = models.BinaryField(max_length=65)
    auth = models.BinaryField(max_length=16)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "endpoint"], condition=Q(ended_at__isnull=True), name="push_endpoint_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "user_id"], condition=Q(ended_at__isnull=True), name="push_of_user"
            ),
        ]
