"""Tasks from above, the files of the centre's system that tell of them, and what people said of such a file's columns."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from dondoc.central.choices import CentralState, Giver, ImportState
from dondoc.central.rules import CentralFacts
from dondoc.foundation.models import DomainModel, belongs_to


class CentralTask(DomainModel):
    """One task that the centre gave the province. The row is a projection of its ledger events."""

    key = models.CharField(max_length=130, help_text="by what it is the same one in every file: `rules.key_of`")
    code = models.CharField(max_length=80, blank=True, help_text="its number in the centre's system")
    document_code = models.CharField(max_length=80, blank=True, help_text="of the document that gives it, as printed")
    document_issued_on = models.DateField(null=True)
    document_signer = models.CharField(max_length=120, blank=True)
    document_id = models.BigIntegerField(null=True)
    document = belongs_to("documents.Document", "document_id", related_name="central_tasks", null=True)
    content = models.TextField()
    giver = models.CharField(max_length=16, choices=Giver.choices)
    giver_words = models.CharField(max_length=120, blank=True, help_text="as the centre's system says it")
    given_on = models.DateField(help_text="the day from which it counts")
    due_on = models.DateField(null=True, help_text="the centre's deadline")
    original_due_on = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=CentralState.choices, default=CentralState.OPEN)
    centre_words = models.CharField(max_length=120, blank=True, help_text="its state as the centre's system says it")
    reported_on = models.DateField(null=True, help_text="day of the answer that stands")
    report_document = models.CharField(max_length=120, blank=True, help_text="number of the answer")
    closed_on = models.DateField(null=True)
    unit_id = models.BigIntegerField(null=True)
    unit = belongs_to("organizations.Unit", "unit_id", related_name="central_tasks", null=True)
    field_id = models.BigIntegerField(null=True)
    field = belongs_to("organizations.WorkField", "field_id", related_name="central_tasks", null=True)
    specialist_id = models.BigIntegerField(null=True, help_text="who of the office answers for it")
    directive_id = models.BigIntegerField(null=True)
    directive = belongs_to("directives.Directive", "directive_id", related_name="central_tasks", null=True)
    note = models.CharField(max_length=2000, blank=True)
    search_text = models.TextField(help_text="number, document and content, folded")
    search_vector = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="central_task_key_unique"),
            models.CheckConstraint(
                condition=Q(state__in=[CentralState.REPORTED, CentralState.DONE], reported_on__isnull=False)
                | (~Q(state__in=[CentralState.REPORTED, CentralState.DONE]) & Q(reported_on__isnull=True)),
                name="central_task_reported_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CentralState.DONE, CentralState.WITHDRAWN], closed_on__isnull=False)
                | (~Q(state__in=[CentralState.DONE, CentralState.WITHDRAWN]) & Q(closed_on__isnull=True)),
                name="central_task_closed_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "state", "due_on"], name="central_task_state_due"),
            models.Index(fields=["jurisdiction_id", "directive_id"], name="central_task_directive"),
            models.Index(fields=["jurisdiction_id", "unit_id"], name="central_task_unit"),
            GinIndex(fields=["search_vector"], name="central_task_search"),
        ]

    def facts(self) -> CentralFacts:
        """Return what a day needs to know of the row as it is now."""
        return CentralFacts(self.state, self.due_on, self.reported_on)


class CentralImport(DomainModel):
    """One file of the centre's system: seen first, then taken in or put away. The file itself is kept by its SHA-256."""

    state = models.CharField(max_length=9, choices=ImportState.choices, default=ImportState.OPEN)
    file_id = models.BigIntegerField()
    file = belongs_to("documents.StoredFile", "file_id", related_name="central_imports")
    sheet = models.CharField(max_length=80, blank=True)
    as_of = models.DateField(help_text="the day that the file tells of")
    header = models.JSONField(help_text="the words above the columns")
    signature = models.CharField(max_length=64, help_text="SHA-256 of the folded header")
    mapping = models.JSONField(help_text="column by field")
    row_count = models.IntegerField(default=0)
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jurisdiction_id", "state", "-as_of"], name="central_import_state_day")]


class CentralImportRow(DomainModel):
    """One row of such a file: what its cells say by the file's mapping. The cells themselves are in the file."""

    import_id = models.BigIntegerField()
    source = belongs_to("central.CentralImport", "import_id", related_name="rows")
    number = models.IntegerField(help_text="of the row in the sheet, from 1")
    values = models.JSONField(help_text="by field, days as ISO")
    problems = models.JSONField(default=list, help_text="codes of what was not understood")
    key = models.CharField(max_length=130, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "import_id", "number"], name="central_import_row_number"
            ),
        ]


class CentralMapping(DomainModel):
    """What a person said of the columns of a file with this header: the next such file is read so."""

    signature = models.CharField(max_length=64)
    mapping = models.JSONField()
    said_at = models.DateTimeField()
    said_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "signature"], name="central_mapping_signature"),
        ]
