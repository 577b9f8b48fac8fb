"""The queue of packets between bodies: who exchanges, what goes out, what came in, where each document stands."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.documents.choices import IncomingState, MessageKind, OutgoingState, Side
from dondoc.foundation.models import DomainModel, belongs_to


class ExchangeParty(DomainModel):
    """A body that exchanges documents under its code (QĐ 20/2020/QĐ-TTg): one's own, and those written to."""

    code = models.CharField(max_length=35, help_text="from left to right, as bodies are compared: H33.12")
    name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True, help_text="the unit of the jurisdiction that this body is")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="exchange_parties", null=True)
    in_charge = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=250, blank=True)
    email = models.CharField(max_length=100, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    is_own = models.BooleanField(default=False, help_text="in whose name this jurisdiction sends and receives")
    is_active = models.BooleanField(default=True, help_text="whether it can be chosen as a receiver")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "code"], name="exchange_party_code_unique"),
            models.UniqueConstraint(
                fields=["jurisdiction_id"], condition=Q(is_own=True), name="exchange_party_one_own",
                violation_error_message=_("Đã khai một cơ quan khác là cơ quan mình."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ExchangeCourse(DomainModel):
    """One document between its originator and one receiver, as far as the guard needs it (`exchange.statuses.Course`).

    `asked` and `agreed_to` hold "13" or the name of a kind (`MessageKind`): what was requested of the receiver.
    """

    party_id = models.BigIntegerField()
    party = belongs_to("documents.ExchangeParty", "party_id", related_name="courses")
    side = models.CharField(max_length=10, choices=Side.choices, help_text="which side we are")
    other_code = models.CharField(max_length=35)
    other_name = models.CharField(max_length=200, blank=True)
    document_key = models.CharField(max_length=200, help_text="of the id, however it is spelt")
    composed_key = models.CharField(
        max_length=200, blank=True, help_text="body, day, number/symbol; for who names it so"
    )
    document_ident = models.CharField(max_length=200, help_text="the id as it was written")
    notation = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    subject = models.TextField(blank=True)
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="courses", null=True)
    last = models.CharField(max_length=2, blank=True)
    reached = models.CharField(max_length=2, blank=True)
    asked = models.CharField(max_length=10, blank=True)
    agreed_to = models.CharField(max_length=10, blank=True)
    is_over = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "party_id", "side", "other_code", "document_key"],
                name="exchange_course_unique",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "document_id"], name="exchange_course_document"),
            models.Index(fields=["jurisdiction_id", "party_id", "composed_key"], name="exchange_course_composed"),
        ]


class OutgoingPacket(DomainModel):
    """A packet for one receiver; several of them share the bytes of one file."""

    course_id = models.BigIntegerField()
    course = belongs_to("documents.ExchangeCourse", "course_id", related_name="outgoing")
    party_id = models.BigIntegerField()
    party = belongs_to("documents.ExchangeParty", "party_id", related_name="outgoing")
    sender_code = models.CharField(max_length=35)
    receiver_code = models.CharField(max_length=35)
    receiver_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    status = models.CharField(max_length=2, blank=True, help_text="the code of a status message")
    steering = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="outgoing_packets")
    state = models.CharField(max_length=10, choices=OutgoingState.choices, default=OutgoingState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    claimed_until = models.DateTimeField(
        null=True, help_text="while it is being sent; after that whoever comes may send"
    )
    error_code = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True, help_text="of the last attempt, as the transport worded it")
    queued_at = models.DateTimeField()
    queued_by_id = models.BigIntegerField(null=True, help_text="nobody: the system answered by itself")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OutgoingState.SENT) | Q(sent_at__isnull=False), name="outgoing_packet_sent_at"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "party_id", "next_attempt_at"], name="outgoing_packet_due",
                condition=Q(state__in=[OutgoingState.QUEUED, OutgoingState.FAILED, OutgoingState.SENDING]),
            ),
            models.Index(fields=["jurisdiction_id", "course_id"], name="outgoing_packet_course"),
            models.Index(fields=["jurisdiction_id", "-queued_at"], name="outgoing_packet_newest"),
        ]  # fmt: skip

    @property
    def name(self) -> str:
        """The name on its way: always the same, so that sending twice arrives once; later ones sort behind."""
        return f"{self.sender_code}-{self.queued_at.astimezone(dt.UTC):%Y%m%dT%H%M%S}-{self.id:012d}"


class IncomingPacket(DomainModel):
    """Bytes that arrived, and what became of them. What is secret leaves its digest only."""

    party_id = models.BigIntegerField()
    party = belongs_to("documents.ExchangeParty", "party_id", related_name="incoming")
    name = models.CharField(max_length=255, help_text="under which it came")
    sha256 = models.CharField(max_length=64)
    file_id = models.BigIntegerField(null=True)
    file = belongs_to("documents.StoredFile", "file_id", related_name="incoming_packets", null=True)
    state = models.CharField(max_length=12, choices=IncomingState.choices)
    error_code = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=MessageKind.choices, blank=True, help_text="empty: unreadable")
    status = models.CharField(max_length=2, blank=True)
    sender_code = models.CharField(max_length=35, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    document_ident = models.CharField(max_length=200, blank=True)
    notation = models.CharField(max_length=80, blank=True)
    type_name = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    subject = models.TextField(blank=True)
    priority = models.PositiveSmallIntegerField(default=0)
    steering = models.PositiveSmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="of the sender: why it is recalled, refused, updated")
    course_id = models.BigIntegerField(null=True)
    course = belongs_to("documents.ExchangeCourse", "course_id", related_name="incoming", null=True)
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="incoming_packets", null=True)
    entry_id = models.BigIntegerField(null=True)
    entry = belongs_to("documents.RegisterEntry", "entry_id", related_name="incoming_packets", null=True)
    received_at = models.DateTimeField()
    times_seen = models.PositiveIntegerField(default=1, help_text="how often the same bytes came")
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decision = models.TextField(blank=True, help_text="the words of who decided")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "party_id", "sha256"], name="incoming_packet_bytes_unique"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[IncomingState.QUARANTINED, IncomingState.ANOTHER_BODY]) | ~Q(error_code=""),
                name="incoming_packet_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "state", "-received_at"], name="incoming_packet_state"),
            models.Index(fields=["jurisdiction_id", "course_id"], name="incoming_packet_course"),
            models.Index(fields=["jurisdiction_id", "document_id"], name="incoming_packet_document"),
        ]


class CourseStatus(DomainModel):
    """A status that was said of a document, by us or by the other side."""

    course_id = models.BigIntegerField()
    course = belongs_to("documents.ExchangeCourse", "course_id", related_name="statuses")
    code = models.CharField(max_length=2)
    is_ours = models.BooleanField()
    reason = models.TextField(blank=True)
    staff = models.CharField(max_length=200, blank=True, help_text="the person to ask, as the message names them")
    said_at = models.DateTimeField(null=True, help_text="as the message says; of ours when it was queued")
    recorded_at = models.DateTimeField()
    outgoing_id = models.BigIntegerField(null=True)
    outgoing = belongs_to("documents.OutgoingPacket", "outgoing_id", related_name="statuses", null=True)
    incoming_id = models.BigIntegerField(null=True)
    incoming = belongs_to("documents.IncomingPacket", "incoming_id", related_name="statuses", null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "course_id", "id"], name="course_status_course")]
