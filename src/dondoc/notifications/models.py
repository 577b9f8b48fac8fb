"""Messages to people. A room above says what happened by a kind and a payload; the sentence is made when it is shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel


class Message(DomainModel):
    """One thing that one person is told, once.

    `key` says what: the rule, the object and the occurrence. What is told again under the same key is not told twice.
    """

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, help_text="code of `kinds.Kind`")
    payload = models.JSONField(default=dict, help_text="facts that the sentence is made of when it is shown")
    path = models.CharField(max_length=300, help_text="address of the page that it opens, from the root")
    is_urgent = models.BooleanField(default=False, help_text="goes at once; else with the person's digest")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "user_id", "key"], name="message_told_once"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "user_id", "-created_at", "-id"], name="message_of_user"),
            models.Index(
                fields=["jurisdiction_id", "user_id"], condition=Q(read_at__isnull=True), name="message_unread"
            ),
        ]
