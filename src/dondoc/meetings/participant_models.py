"""Who is called to a meeting, where they sit, what they answered, who came, and what they say of a breach."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.meetings.choices import (
    Answer,
    Attendee,
    CheckIn,
    Consent,
    Mode,
    Presence,
    ReasonKind,
    Requirement,
    SubstituteRank,
    Verdict,
)


class Category(DomainModel):
    """A category of participants, in the order of the invitation and of the notice, with its required composition."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="categories")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300, help_text="as a notice words it: “Thành viên UBND tỉnh”")
    requirement = models.CharField(max_length=10, choices=Requirement.choices, default=Requirement.LEADER)
    is_counted = models.BooleanField(default=False, help_text="absences and substitutes are named in the notice")
    has_vote = models.BooleanField(default=False, help_text="who of it comes in person votes on decisions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "name"], name="meeting_category_unique",
                violation_error_message=_("Cuộc họp đã có thành phần này."),
            ),
        ]  # fmt: skip


class Venue(DomainModel):
    """A place that takes part by video (điểm cầu), with its own chair and list."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="venues")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True, help_text="whose people keep its list")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=400, blank=True)
    is_main = models.BooleanField(default=False)
    chair_id = models.BigIntegerField(null=True, help_text="the invitee who chairs it")
    chair = belongs_to("meetings.Invitee", "chair_id", related_name="venues_chaired", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "name"], name="meeting_venue_unique",
                violation_error_message=_("Cuộc họp đã có điểm cầu này."),
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id"], condition=Q(is_main=True), name="meeting_one_main_venue",
                violation_error_message=_("Cuộc họp đã có điểm cầu chính."),
            ),
        ]  # fmt: skip


class Invitee(DomainModel):
    """Who is called: the holder of a post of a unit, or a guest by name; with the answer and what check-in found."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="invitees")
    category_id = models.BigIntegerField()
    category = belongs_to("meetings.Category", "category_id", related_name="invitees")
    venue_id = models.BigIntegerField(null=True)
    venue = belongs_to("meetings.Venue", "venue_id", related_name="invitees", null=True)
    position = models.PositiveIntegerField()
    unit_id = models.BigIntegerField(null=True, help_text="none: a body outside of the directory")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="invitations", null=True)
    post_id = models.BigIntegerField(null=True)
    post = belongs_to("organizations.Post", "post_id", related_name="invitations", null=True)
    body = models.CharField(max_length=200, help_text="the body as it is named in a list")
    person_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="no longer called")

    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NONE)
    reason_kind = models.CharField(max_length=8, choices=ReasonKind.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    substitute_name = models.CharField(max_length=120, blank=True)
    substitute_title = models.CharField(max_length=200, blank=True)
    substitute_post_id = models.BigIntegerField(null=True)
    substitute_post = belongs_to("organizations.Post", "substitute_post_id", related_name="+", null=True)
    substitute_rank = models.CharField(max_length=6, choices=SubstituteRank.choices, default=SubstituteRank.NONE)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    consent = models.CharField(max_length=9, choices=Consent.choices, default=Consent.NOT_ASKED)
    consent_note = models.CharField(max_length=500, blank=True)
    consented_at = models.DateTimeField(null=True)
    consented_by_id = models.BigIntegerField(null=True)

    presence = models.CharField(max_length=7, choices=Presence.choices, default=Presence.UNKNOWN)
    attendee = models.CharField(max_length=10, choices=Attendee.choices, default=Attendee.NOBODY)
    attendee_name = models.CharField(max_length=120, blank=True)
    attendee_title = models.CharField(max_length=200, blank=True)
    attendee_rank = models.CharField(max_length=6, choices=SubstituteRank.choices, default=SubstituteRank.NONE)
    mode = models.CharField(max_length=7, choices=Mode.choices, default=Mode.IN_ROOM)
    check_in = models.CharField(max_length=5, choices=CheckIn.choices, default=CheckIn.NONE)
    checked_at = models.DateTimeField(null=True)
    checked_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "post_id"],
                condition=Q(withdrawn_at__isnull=True, post_id__isnull=False),
                name="meeting_invitee_post_unique",
                violation_error_message=_("Người giữ chức danh này đã được mời."),
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="invitee_of_meeting"),
            models.Index(fields=["jurisdiction_id", "unit_id"], name="invitee_of_unit"),
        ]


class Explanation(DomainModel):
    """What a unit answers to a breach of the meeting regime, and what the office says to it."""

    invitee_id = models.BigIntegerField()
    invitee = belongs_to("meetings.Invitee", "invitee_id", related_name="explanations")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict.choices, default=Verdict.OPEN)
    verdict_note = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "invitee_id"], name="explanation_of_invitee")]
