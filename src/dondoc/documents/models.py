"""Documents and stored files. A secret document is refused before anything of it is stored (Luật 117/2025/QH15)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.documents.choices import Direction, EntryState, Origin
from dondoc.documents.exchange_models import (
    CourseStatus,
    ExchangeCourse,
    ExchangeParty,
    IncomingPacket,
    OutgoingPacket,
)
from dondoc.foundation.models import DomainModel, belongs_to

# The queue of the exchange has a file of its own; Django looks for a room's models here.
__all__ = [
    "CourseStatus", "Document", "DocumentRecipient", "DocumentScan", "ExchangeCourse", "ExchangeParty", "IncomingPacket",
    "OutgoingPacket", "Register", "RegisterEntry", "RegisterYear", "StoredFile",
]  # fmt: skip


class StoredFile(DomainModel):
    """A file kept by its content (SHA-256) in the files folder; the name is only what the person called it."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100, help_text="by content, not by name")
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True, help_text="nobody: the exchange fetched or wrote it by itself")

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "sha256"], name="stored_file_sha256")]


class Document(DomainModel):
    """A received or issued document with what it says of itself."""

    direction = models.CharField(max_length=8, choices=Direction.choices)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    type_name = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    place = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.TextField(blank=True)
    urgency = models.CharField(max_length=30, blank=True)
    signer_authority = models.CharField(max_length=120, blank=True)
    signer_position = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    meeting = models.JSONField(default=dict, help_text="the meeting as read from the text")
    references = models.JSONField(default=list, help_text="other documents cited")
    why = models.JSONField(default=dict, help_text="the reader's rules, by field of header and meeting")
    text = models.TextField(help_text="NFC text to which the spans of directives refer")
    reader_version = models.PositiveSmallIntegerField(default=0, help_text="reading.READER_VERSION that read it last")
    file_id = models.BigIntegerField(null=True)
    file = belongs_to("documents.StoredFile", "file_id", related_name="documents", null=True)
    source_sha256 = models.CharField(max_length=64, help_text="of the file, or of pasted text in UTF-8")
    search_text = models.TextField(help_text="number, symbol, issuer and subject, folded")
    taken_back_at = models.DateTimeField(
        null=True, help_text="when we agreed that its sender takes it back: frozen since"
    )
    taken_back_reason = models.TextField(blank=True, db_default="", help_text="the sender's")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction_id", "source_sha256"], name="document_sha256"),
            models.Index(fields=["jurisdiction_id", "symbol", "number"], name="document_symbol_number"),
            models.Index(fields=["jurisdiction_id", "-created_at"], name="document_created"),
        ]

    @property
    def code(self) -> str:
        """Return number and symbol as printed ("13/TB-VP"), or what there is of them."""
        if self.number and self.symbol:
            return f"{self.number}/{self.symbol}"
        return self.number or self.symbol


class DocumentRecipient(DomainModel):
    """One line of Nơi nhận."""

    document_id = models.BigIntegerField()
    document = belongs_to("documents.Document", "document_id", related_name="recipients")
    position = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "document_id", "position"], name="recipient_position_unique"
            ),
        ]


class DocumentScan(DomainModel):
    """Where the words of a document that was read from a scan stand on its pages; others have none."""

    document_id = models.BigIntegerField()
    document = belongs_to("documents.Document", "document_id", related_name="scans")
    pages = models.JSONField(help_text="[width, height] of each page; their proportion alone counts")
    words = models.JSONField(
        help_text="[start, end, page, x, y, width, height]: offsets in the text, 1/10000 of the page"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "document_id"], name="document_scan_unique"),
        ]


class Register(DomainModel):
    """A book in which an agency numbers what it issues, or what arrives (NĐ 30/2020/NĐ-CP, Điều 15, 22).

    Which kinds share a series is for the agency's head to decide: `kinds` names them; with none the register takes
    every kind that no other open register of the agency names.
    """

    unit_id = models.BigIntegerField()
    unit = belongs_to("organizations.Unit", "unit_id", related_name="registers")
    direction = models.CharField(max_length=8, choices=Direction.choices)
    name = models.CharField(max_length=200)
    kinds = ArrayField(models.CharField(max_length=60), default=list)
    agency_symbol = models.CharField(max_length=40, blank=True, help_text="the agency's letters in a symbol")
    closed_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "unit_id", "direction", "name"],
                name="register_name_unique",
                violation_error_message=_("Cơ quan này đã có sổ cùng tên."),
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.RECEIVED) | ~Q(agency_symbol=""),
                name="register_issued_has_symbol",
                violation_error_message=_("Sổ văn bản đi cần chữ viết tắt của cơ quan để lập ký hiệu."),
            ),
        ]


class RegisterYear(DomainModel):
    """The last number of a register in a year: the row that is locked while one is taken."""

    register_id = models.BigIntegerField()
    register = belongs_to("documents.Register", "register_id", related_name="years")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "register_id", "year"], name="register_year_unique"),
        ]


class RegisterEntry(DomainModel):
    """A number of a register with what stands beside it: the columns of phụ lục IV of NĐ 30/2020/NĐ-CP.

    For what is issued `entered_on` is the document's day; for what arrives the day it arrived.
    """

    register_id = models.BigIntegerField()
    register = belongs_to("documents.Register", "register_id", related_name="entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=EntryState.choices, default=EntryState.TAKEN)
    entered_on = models.DateField()
    kind = models.CharField(max_length=60, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    author = models.CharField(max_length=200, blank=True, help_text="who sent what arrived")
    document_code = models.CharField(max_length=80, blank=True, help_text="number and symbol of what arrived")
    document_date = models.DateField(null=True, help_text="of what arrived")
    subject = models.TextField(blank=True)
    signer = models.CharField(max_length=120, blank=True)
    recipients = models.TextField(blank=True, help_text="nơi nhận; for what arrives who is to settle it")
    kept_by = models.CharField(max_length=200, blank=True)
    copies = models.PositiveIntegerField(null=True)
    handed_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="why the number was voided, reserved, or used for an earlier day")
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="entries", null=True)
    search_text = models.TextField(blank=True, help_text="code, author, subject and signer, folded")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "register_id", "year", "number"], name="register_number_unique"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_number_positive"),
            models.CheckConstraint(
                condition=Q(entered_on__year=F("year")), name="register_entry_in_its_year",
                violation_error_message=_("Ngày vào sổ không thuộc năm của sổ."),
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.TAKEN) | ~Q(reason=""), name="register_entry_says_why",
                violation_error_message=_("Số huỷ hoặc số giữ phải có lý do."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "document_id"], name="register_entry_document"),
        ]
