"""What confirming said of the reader: one row per judged field, and the names that people entered by hand."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import JudgedField, NameAnswer, Verdict
from dondoc.foundation.models import DomainModel, belongs_to


class Judgement(DomainModel):
    """One field of one directive: what the reader said and what a person confirmed. Written once, never changed."""

    document_id = models.BigIntegerField()
    document = belongs_to("documents.Document", "document_id", related_name="judgements")
    draft_id = models.BigIntegerField()
    draft = belongs_to("directives.DraftReading", "draft_id", related_name="judgements")
    item_key = models.CharField(max_length=21, help_text="the item's key in its draft")
    judged_field = models.CharField(max_length=14, choices=JudgedField.choices)
    read = models.JSONField(null=True, help_text="what the reader said; empty for nothing")
    confirmed = models.JSONField(null=True, help_text="what the person confirmed; empty for nothing")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    confidence = models.PositiveSmallIntegerField(null=True, help_text="percent; empty for what a person added")
    span_start = models.IntegerField(help_text="where the directive stands in the document's text")
    span_end = models.IntegerField()
    issuer = models.CharField(max_length=200, blank=True, help_text="issuing body as printed")
    issuer_key = models.CharField(max_length=400, blank=True, help_text="the issuing body folded, to count by")
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="+", null=True)
    month = models.DateField(help_text="first day of the month of judging, to count by")
    judged_on = models.DateField(help_text="local day of judging")
    judged_at = models.DateTimeField()
    judged_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "draft_id", "item_key", "judged_field"], name="judgement_once"
            ),
            models.CheckConstraint(
                condition=models.Q(span_end__gt=models.F("span_start")), name="judgement_span_ordered"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "judged_on", "judged_field", "verdict"], name="judgement_day"),
            models.Index(fields=["jurisdiction_id", "document_id"], name="judgement_document"),
        ]


class NameChoice(DomainModel):
    """A name as written that the directory did not know, and the units that a person chose for it, once."""

    document_id = models.BigIntegerField()
    document = belongs_to("documents.Document", "document_id", related_name="name_choices")
    draft_id = models.BigIntegerField()
    draft = belongs_to("directives.DraftReading", "draft_id", related_name="name_choices")
    item_key = models.CharField(max_length=21)
    role = models.CharField(max_length=10)
    name = models.CharField(max_length=300, help_text="as written")
    name_key = models.CharField(max_length=400, help_text="the form in which names are compared")
    unit_ids = ArrayField(models.BigIntegerField(), help_text="the units chosen, ascending")
    group_id = models.BigIntegerField(null=True, help_text="the group chosen, where it was one")
    span_start = models.IntegerField()
    span_end = models.IntegerField()
    document_day = models.DateField(help_text="the document's day, or that of its reading")
    chosen_at = models.DateTimeField()
    chosen_by_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "name_key"], name="name_choice_key")]


class NameDecision(DomainModel):
    """What an administrator said of a name for certain units; it is not proposed again."""

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=400)
    unit_ids = ArrayField(models.BigIntegerField())
    answer = models.CharField(max_length=9, choices=NameAnswer.choices)
    decided_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "name_key", "unit_ids"],
                name="name_decision_once",
                violation_error_message=_("Tên gọi này đã được trả lời."),
            ),
        ]
