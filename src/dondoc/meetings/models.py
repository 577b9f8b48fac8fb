"""Series and rooms, and the meeting itself. What belongs to a meeting stands in `participants`, `proceedings`, `slips`."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.meetings.choices import MeetingForm, MeetingKind, State
from dondoc.meetings.participant_models import Category, Explanation, Invitee, Venue
from dondoc.meetings.proceeding_models import (
    AgendaItem,
    Conclusion,
    Decision,
    LiveChange,
    Opinion,
    OwnNote,
    Paper,
    PaperVersion,
    Remark,
)
from dondoc.meetings.slip_models import Slip, SlipRound

__all__ = [
    "AgendaItem", "Category", "Conclusion", "Decision", "Explanation", "Invitee", "LiveChange", "Meeting", "MeetingRoom",
    "MeetingSeries", "Opinion", "OwnNote", "Paper", "PaperVersion", "Remark", "Slip", "SlipRound", "Venue",
]  # fmt: skip


class MeetingRoom(DomainModel):
    """A room that meetings are held in; two meetings in it at once are shown as a clash."""

    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    seats = models.PositiveIntegerField(null=True)
    link = models.URLField(max_length=400, blank=True, help_text="of the room's own video equipment")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "name"], name="meeting_room_name_unique",
                violation_error_message=_("Phòng họp này đã có."),
            ),
        ]  # fmt: skip


class MeetingSeries(DomainModel):
    """Meetings that follow one another: each opens with the conclusions of the one before."""

    unit_id = models.BigIntegerField(help_text="whose meetings they are")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    rrule = models.CharField(
        max_length=200, blank=True, help_text="how often, as in iCalendar (RFC 5545); none: as called"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "name"], name="meeting_series_name_unique",
                violation_error_message=_("Chuỗi họp này đã có."),
            ),
        ]  # fmt: skip


class Meeting(DomainModel):
    """One meeting. `version` grows with each change of its plan, `live_seq` with each change that its live pages show."""

    unit_id = models.BigIntegerField(help_text="who holds it")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="meetings")
    series_id = models.BigIntegerField(null=True)
    series = belongs_to("meetings.MeetingSeries", "series_id", related_name="meetings", null=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    form = models.CharField(max_length=8, choices=MeetingForm.choices, default=MeetingForm.IN_ROOM)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    title = models.CharField(max_length=400)
    content = models.TextField(blank=True, help_text="what it deals with, as the invitation says it")
    requests = models.TextField(blank=True, help_text="what who comes is to prepare")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room_id = models.BigIntegerField(null=True)
    room = belongs_to("meetings.MeetingRoom", "room_id", related_name="meetings", null=True)
    place = models.CharField(max_length=300, blank=True, help_text="where there is no room of the list")
    link = models.URLField(max_length=400, blank=True)
    chair_post_id = models.BigIntegerField(null=True)
    chair_post = belongs_to("organizations.Post", "chair_post_id", related_name="chaired_meetings", null=True)
    chair_name = models.CharField(max_length=120, blank=True, help_text="who held the post on the day, or was typed")
    chair_title = models.CharField(max_length=200, blank=True, help_text="as a notice words it")
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="+", null=True)
    short_notice_reason = models.CharField(max_length=500, blank=True, help_text="why less than three working days")
    cancel_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0, help_text="SEQUENCE of the iCalendar invitation")
    live_seq = models.BigIntegerField(default=0)
    door_secret = models.CharField(max_length=64, blank=True, help_text="what the QR code at the door carries")
    invitation_draft_id = models.BigIntegerField(null=True)
    invitation_draft = belongs_to("drafting.OutgoingDraft", "invitation_draft_id", related_name="+", null=True)
    notice_draft_id = models.BigIntegerField(null=True)
    notice_draft = belongs_to("drafting.OutgoingDraft", "notice_draft_id", related_name="+", null=True)
    minutes_draft_id = models.BigIntegerField(null=True)
    minutes_draft = belongs_to("drafting.OutgoingDraft", "minutes_draft_id", related_name="+", null=True)
    called_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    search_text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start",
                violation_error_message=_("Giờ kết thúc phải sau giờ bắt đầu."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "starts_at"], name="meeting_starts"),
            models.Index(fields=["jurisdiction_id", "series_id", "starts_at"], name="meeting_of_series"),
            models.Index(fields=["jurisdiction_id", "notice_draft_id"], name="meeting_notice"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def held_at(self) -> dt.datetime:
        """When it was opened, and until it is, when it is planned to begin (the same as SQL: `selectors.held_at`)."""
        return self.opened_at or self.starts_at
