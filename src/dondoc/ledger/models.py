"""Two tables: the events, and the head of each aggregate's chain.

`LedgerEvent` can only be added to: a trigger of the database refuses UPDATE, DELETE and TRUNCATE
(migration 0002). `LedgerHead` holds the last number and hash of each aggregate, so that a missing tail is
found as well as a changed row.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel


class LedgerEvent(DomainModel):
    """One thing that happened to one aggregate. The sentence is made when it is shown, from code and payload."""

    aggregate = models.CharField(max_length=24, help_text="kind of the aggregate: document, directive, assignment, …")
    aggregate_id = models.BigIntegerField()
    seq = models.IntegerField(help_text="1 for the event that creates the aggregate")
    code = models.CharField(max_length=64, help_text="stable, for example assignment.acknowledged")
    actor_id = models.BigIntegerField(null=True, help_text="the user; empty for the system itself")
    recorded_at = models.DateTimeField(help_text="when it was recorded")
    effective_on = models.DateField(help_text="the local day on which the fact took effect")
    payload = models.JSONField(help_text="facts; no floats, so that the hash never depends on rounding")
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "aggregate", "aggregate_id", "seq"],
                name="ledger_event_seq_unique",
                violation_error_message=_("Nội dung vừa được người khác thay đổi; hãy tải lại trang."),
            ),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_event_seq_positive"),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "recorded_at"], name="ledger_event_recorded")]


class LedgerHead(DomainModel):
    """The last event of one aggregate."""

    aggregate = models.CharField(max_length=24)
    aggregate_id = models.BigIntegerField()
    seq = models.IntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "aggregate", "aggregate_id"], name="ledger_head_aggregate_unique"
            ),
        ]
