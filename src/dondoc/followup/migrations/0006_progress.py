"""Reports of progress, their files, the list of stages."""

import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0004_late_causes_and_updates"),
        ("documents", "0007_exchange"),
        ("followup", "0005_part_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("assignment_id", models.BigIntegerField()),
                ("on", models.DateField(help_text="the day it speaks of")),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                ("stage", models.CharField(blank=True, help_text="code", max_length=32)),
                ("text", models.CharField(max_length=4000)),
                (
                    "result_document",
                    models.CharField(blank=True, help_text="numbers and days of answering documents", max_length=200),
                ),
                ("document_id", models.BigIntegerField(null=True)),
                (
                    "fell_because",
                    models.CharField(blank=True, help_text="why the percentage is lower than before", max_length=2000),
                ),
                ("reported_at", models.DateTimeField()),
                ("reported_by_id", models.BigIntegerField()),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="progress_reports",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="progress_reports",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("report_id", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="progress_files",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "report",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "report_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="files",
                        to="followup.progressreport",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProgressStage",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("code", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction_id", "code"), name="progress_stage_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(fields=["jurisdiction_id", "assignment_id", "-id"], name="progress_of_assignment"),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__isnull", True), ("percent__lte", 100), _connector="OR"),
                name="progress_percent",
            ),
        ),
        migrations.AddIndex(
            model_name="progressfile",
            index=models.Index(fields=["jurisdiction_id", "report_id"], name="progress_file_of"),
        ),
        foreign_keys(
            ("followup_progressreport", "assignment_id", "directives_assignment"),
            ("followup_progressreport", "document_id", "documents_document"),
            ("followup_progressfile", "report_id", "followup_progressreport"),
            ("followup_progressfile", "file_id", "documents_storedfile"),
        ),
    ]
