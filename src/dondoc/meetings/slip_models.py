"""Opinions of members asked by slip, without a meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.meetings.choices import RoundState, Silence, Stance


class SlipRound(DomainModel):
    """A matter put to the members by slip: until when, and what silence means."""

    unit_id = models.BigIntegerField(help_text="the body whose members are asked")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    title = models.CharField(max_length=400)
    content = models.TextField(help_text="what the members are asked to agree to")
    proposer_unit_id = models.BigIntegerField(null=True, help_text="who submits the matter")
    proposer_unit = belongs_to("organizations.Unit", "proposer_unit_id", related_name="+", null=True)
    file_id = models.BigIntegerField(null=True)
    file = belongs_to("documents.StoredFile", "file_id", related_name="+", null=True)
    state = models.CharField(max_length=9, choices=RoundState.choices, default=RoundState.DRAFT)
    silence = models.CharField(max_length=10, choices=Silence.choices, default=Silence.AGREES)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, blank=True)
    record_draft_id = models.BigIntegerField(null=True)
    record_draft = belongs_to("drafting.OutgoingDraft", "record_draft_id", related_name="+", null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "state", "due_at"], name="slip_round_state")]


class Slip(DomainModel):
    """One member's slip."""

    round_id = models.BigIntegerField()
    round = belongs_to("meetings.SlipRound", "round_id", related_name="slips")
    position = models.PositiveSmallIntegerField()
    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    post_id = models.BigIntegerField(null=True)
    post = belongs_to("organizations.Post", "post_id", related_name="+", null=True)
    person_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "round_id", "unit_id", "post_id"], name="slip_member_unique",
                nulls_distinct=False, violation_error_message=_("Thành viên này đã có phiếu."),
            ),
        ]  # fmt: skip
