"""Where messages go out as signed requests: a province's gateway to SMS or Zalo."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel


class Webhook(DomainModel):
    """A gateway. Its secret is kept nowhere: it is worked out of the installation's key and `salt`."""

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60), default=list, help_text="codes of kinds; none: all")
    salt = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    failures = models.PositiveSmallIntegerField(default=0, help_text="attempts without a yes since the last one")
    stopped_at = models.DateTimeField(
        null=True, help_text="when it had failed too often; goes on when a person says so"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "url"], condition=Q(ended_at__isnull=True), name="webhook_url_once"
            ),
        ]
