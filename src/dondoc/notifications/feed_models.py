"""Secret links by which a person's calendar program reads deadlines and meetings without signing in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel, belongs_to


class FeedLink(DomainModel):
    """A link of one person: to their own calendar, or to a unit's. Only the SHA-256 of its secret is kept."""

    user_id = models.BigIntegerField(
        help_text="who reads by it: it shows what this person may see, on the day of reading"
    )
    unit_id = models.BigIntegerField(null=True, help_text="whose deadlines; none: the person's own calendar")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    content_digest = models.BinaryField(max_length=32, default=b"", help_text="of the calendar as it was read last")
    content_changed_at = models.DateTimeField(null=True, help_text="since when it is as it was read last")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "digest"], name="feed_link_digest_unique"),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "user_id", "unit_id"], condition=Q(revoked_at__isnull=True),
                nulls_distinct=False, name="feed_link_valid_once",
            ),
        ]  # fmt: skip
