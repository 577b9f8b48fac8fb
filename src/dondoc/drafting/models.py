"""Drafts of documents, their versions and comments, and the rights to sign. Content is JSON: see `content.py`."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dondoc.drafting.choices import Relation, SignedHow, Source, State
from dondoc.foundation.models import DomainModel, belongs_to


class SigningMandate(DomainModel):
    """A post's right to sign documents of an agency in a period (NĐ 30/2020/NĐ-CP, Điều 13)."""

    unit_id = models.BigIntegerField(help_text="the agency that issues")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="signing_mandates")
    post_id = models.BigIntegerField(help_text="the post whose holder signs")
    post = belongs_to("organizations.Post", "post_id", related_name="signing_mandates")
    steps = models.JSONField(default=list, help_text="lines of authority: [{form, of}], none for the head")
    kinds = ArrayField(models.CharField(max_length=60), default=list, help_text="kinds it covers; none: all")
    basis = models.CharField(max_length=300, blank=True, help_text="the written authorisation")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="mandate_period_ordered",
                violation_error_message=_("Ngày kết thúc không thể trước ngày bắt đầu."),
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "unit_id"], name="mandate_unit")]


class OutgoingDraft(DomainModel):
    """A document that is being written, until it is issued (or discarded). `version` grows with each change."""

    unit_id = models.BigIntegerField(help_text="the agency that issues")
    unit = belongs_to("organizations.Unit", "unit_id", related_name="outgoing_drafts")
    kind = models.CharField(max_length=60, help_text="one of the 29 kinds")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTING)
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.BLANK)
    source_document_id = models.BigIntegerField(null=True)
    source_document = belongs_to("documents.Document", "source_document_id", related_name="drafts_from", null=True)
    relation = models.CharField(max_length=10, choices=Relation.choices, default=Relation.NONE)
    subject = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="+", null=True)
    mandate_id = models.BigIntegerField(null=True)
    mandate = belongs_to("drafting.SigningMandate", "mandate_id", related_name="drafts", null=True)
    drafter_letters = models.CharField(max_length=20, blank=True, help_text="who drafted a công văn, in its symbol")
    return_reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    entry_id = models.BigIntegerField(null=True)
    entry = belongs_to("documents.RegisterEntry", "entry_id", related_name="outgoing_drafts", null=True)
    rendered_file_id = models.BigIntegerField(null=True, help_text="the PDF with its number, to be signed")
    rendered_file = belongs_to("documents.StoredFile", "rendered_file_id", related_name="+", null=True)
    signed_file_id = models.BigIntegerField(null=True)
    signed_file = belongs_to("documents.StoredFile", "signed_file_id", related_name="+", null=True)
    signed_how = models.CharField(max_length=10, choices=SignedHow.choices, blank=True)
    signed_at = models.DateTimeField(null=True)
    signer_name = models.CharField(max_length=120, blank=True, help_text="who held the post on the day of signing")
    document_id = models.BigIntegerField(null=True, help_text="what it became when it was issued")
    document = belongs_to("documents.Document", "document_id", related_name="outgoing_drafts", null=True)
    issued_at = models.DateTimeField(null=True)
    recall_reason = models.TextField(blank=True)
    recalled_at = models.DateTimeField(null=True)
    search_text = models.TextField(blank=True, help_text="kind, subject and code, folded")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "document_id"], condition=Q(document_id__isnull=False),
                name="outgoing_draft_document_unique",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "entry_id"], condition=Q(entry_id__isnull=False),
                name="outgoing_draft_entry_unique",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ISSUED) | Q(document_id__isnull=False), name="outgoing_draft_issued_is_document"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["jurisdiction_id", "state", "-changed_at"], name="outgoing_draft_state"),
            models.Index(fields=["jurisdiction_id", "source_document_id"], name="outgoing_draft_source"),
        ]


class DraftVersion(DomainModel):
    """A draft as somebody left it. Written once."""

    draft_id = models.BigIntegerField()
    draft = belongs_to("drafting.OutgoingDraft", "draft_id", related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    content = models.JSONField(default=dict)
    note = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "draft_id", "number"], name="draft_version_unique"),
        ]


class DraftComment(DomainModel):
    """What somebody says of a draft, or of one clause of it."""

    draft_id = models.BigIntegerField()
    draft = belongs_to("drafting.OutgoingDraft", "draft_id", related_name="comments")
    version = models.PositiveIntegerField()
    clause = models.CharField(max_length=60, blank=True, help_text="place in the body (“0.2”), none for the whole")
    quoted = models.CharField(max_length=200, blank=True, help_text="how the clause began then")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "draft_id", "made_at"], name="draft_comment_draft")]


class SigningJob(DomainModel):
    """A document prepared for a key that is elsewhere; its answer is taken once, before it expires."""

    draft_id = models.BigIntegerField()
    draft = belongs_to("drafting.OutgoingDraft", "draft_id", related_name="signing_jobs")
    prepared_file_id = models.BigIntegerField()
    prepared_file = belongs_to("documents.StoredFile", "prepared_file_id", related_name="+")
    token = models.TextField(help_text="ties the answer to the question; see documents.signing")
    callback_hash = models.BinaryField(max_length=32, help_text="SHA-256 of the secret in the callback's address")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "draft_id"], name="signing_job_draft")]
