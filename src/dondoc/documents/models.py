"""Documents and stored files. A secret document is refused before anything of it is stored (Luật 117/2025/QH15)."""

from __future__ import annotations

from django.db import models

from dondoc.documents.choices import Direction, Origin
from dondoc.foundation.models import DomainModel, belongs_to


class StoredFile(DomainModel):
    """A file kept by its content (SHA-256) in the files folder; the name is only what the person called it."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100, help_text="by content, not by name")
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

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
    file_id = models.BigIntegerField(null=True)
    file = belongs_to("documents.StoredFile", "file_id", related_name="documents", null=True)
    source_sha256 = models.CharField(max_length=64, help_text="of the file, or of pasted text in UTF-8")
    search_text = models.TextField(help_text="number, symbol, issuer and subject, folded")
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
