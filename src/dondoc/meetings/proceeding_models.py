"""What a meeting goes through: agenda, papers, opinions, remarks, decisions, conclusions, and the changes of its live pages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.meetings.choices import Audience, ConclusionKind, ItemState, PaperKind, Part, RemarkState, Stance


class AgendaItem(DomainModel):
    """A matter that the meeting deals with, in its order."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    presenter_unit_id = models.BigIntegerField(null=True)
    presenter_unit = belongs_to("organizations.Unit", "presenter_unit_id", related_name="+", null=True)
    presenter = models.CharField(max_length=200, blank=True, help_text="who presents it: post and name")
    minutes = models.PositiveSmallIntegerField(default=15, help_text="planned")
    state = models.CharField(max_length=7, choices=ItemState.choices, default=ItemState.WAITING)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id"], condition=Q(state=ItemState.RUNNING),
                name="agenda_one_running", violation_error_message=_("Một nội dung khác đang diễn ra."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="agenda_of_meeting")]


class Paper(DomainModel):
    """A paper that a unit owes the meeting."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="papers")
    item_id = models.BigIntegerField(null=True)
    item = belongs_to("meetings.AgendaItem", "item_id", related_name="papers", null=True)
    kind = models.CharField(max_length=7, choices=PaperKind.choices, default=PaperKind.REPORT)
    title = models.CharField(max_length=400)
    unit_id = models.BigIntegerField(null=True, help_text="who sends it")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+", null=True)
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "meeting_id"], name="paper_of_meeting")]


class PaperVersion(DomainModel):
    """A file of a paper, as it was sent. Written once."""

    paper_id = models.BigIntegerField()
    paper = belongs_to("meetings.Paper", "paper_id", related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="+")
    pages = models.PositiveIntegerField(null=True, help_text="of A4, where the file says it, or by its words")
    pages_estimated = models.BooleanField(default=False, help_text="whether its words say how many, not the file")
    note = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "paper_id", "number"], name="paper_version_unique"),
        ]


class Opinion(DomainModel):
    """What a unit thinks of an item before the meeting: one for each unit, changed as often as it likes."""

    item_id = models.BigIntegerField()
    item = belongs_to("meetings.AgendaItem", "item_id", related_name="opinions")
    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "item_id", "unit_id"], name="meeting_opinion_unique"),
        ]


class Remark(DomainModel):
    """A wish to speak, and what was said. `version` guards the text against two who type at once."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="remarks")
    item_id = models.BigIntegerField(null=True)
    item = belongs_to("meetings.AgendaItem", "item_id", related_name="remarks", null=True)
    invitee_id = models.BigIntegerField(null=True)
    invitee = belongs_to("meetings.Invitee", "invitee_id", related_name="remarks", null=True)
    position = models.PositiveIntegerField()
    body = models.CharField(max_length=200, help_text="whose view it is: unit or body")
    speaker = models.CharField(max_length=200, blank=True, help_text="post and name")
    state = models.CharField(max_length=9, choices=RemarkState.choices, default=RemarkState.ASKED)
    topic = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    client_key = models.CharField(max_length=40, blank=True, help_text="of who wrote it: sent again, it is one row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "client_key"], condition=~Q(client_key=""),
                name="meeting_remark_client_key_unique",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="remark_of_meeting")]


class Decision(DomainModel):
    """What the meeting decided on an item, with the votes where there were any."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="decisions")
    item_id = models.BigIntegerField(null=True)
    item = belongs_to("meetings.AgendaItem", "item_id", related_name="decisions", null=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    votes_abstained = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    dropped_at = models.DateTimeField(null=True)

    client_key = models.CharField(max_length=40, blank=True, help_text="of who wrote it: sent again, it is one row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "client_key"], condition=~Q(client_key=""),
                name="meeting_decision_client_key_unique",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="decision_of_meeting")]


class Conclusion(DomainModel):
    """One line of the chair's conclusions; `duties` as in a draft's clause (`drafting.content`)."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="conclusions")
    item_id = models.BigIntegerField(null=True)
    item = belongs_to("meetings.AgendaItem", "item_id", related_name="conclusions", null=True)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=9, choices=ConclusionKind.choices, default=ConclusionKind.CLAUSE)
    label = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    duties = models.JSONField(default=list)
    is_shown = models.BooleanField(default=False, help_text="on the participants' and the large screen")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_id = models.BigIntegerField()
    dropped_at = models.DateTimeField(null=True)

    client_key = models.CharField(max_length=40, blank=True, help_text="of who wrote it: sent again, it is one row")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "client_key"], condition=~Q(client_key=""),
                name="meeting_conclusion_client_key_unique",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="conclusion_of_meeting")]


class OwnNote(DomainModel):
    """What a person notes for themselves; nobody else sees it."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="own_notes")
    user_id = models.BigIntegerField()
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "meeting_id", "user_id"], name="meeting_own_note_unique"
            ),
        ]


class LiveChange(DomainModel):
    """A change that the live pages show, in its order, so that a page that was cut off catches up."""

    meeting_id = models.BigIntegerField()
    meeting = belongs_to("meetings.Meeting", "meeting_id", related_name="live_changes")
    seq = models.BigIntegerField()
    part = models.CharField(max_length=11, choices=Part.choices)
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.ALL)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "meeting_id", "seq"], name="live_change_seq_unique"),
        ]
