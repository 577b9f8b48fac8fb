import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directives", "0003_judgements"),
        ("documents", "0007_exchange"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetMapping",
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
                ("signature", models.CharField(max_length=32)),
                ("mapping", models.JSONField(help_text="column → place")),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction_id", "signature"), name="sheet_mapping_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetName",
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
                ("key", models.CharField(help_text="folded", max_length=300)),
                ("written", models.CharField(max_length=300)),
                ("unit_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("jurisdiction_id", "key"), name="sheet_name_once")],
            },
        ),
        migrations.CreateModel(
            name="TaskImport",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Đang xem trước"),
                            ("committed", "Đã nhập"),
                            ("withdrawn", "Đã thu hồi"),
                            ("discarded", "Đã bỏ"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("file_id", models.BigIntegerField()),
                ("sheet", models.CharField(max_length=120)),
                ("signature", models.CharField(help_text="of its header", max_length=32)),
                ("header_row", models.PositiveIntegerField(help_text="from 0, where a person said so", null=True)),
                ("mapping", models.JSONField(help_text="column → place, where a person said so", null=True)),
                (
                    "table",
                    models.JSONField(default=dict, help_text="sheets, headings, columns with their reasons, notes"),
                ),
                ("answers", models.JSONField(default=dict, help_text="what a person said: code|key|row → value")),
                ("counts", models.JSONField(default=dict, help_text="rows by state; what was created")),
                ("digest", models.CharField(help_text="of the plan that was shown", max_length=64)),
                (
                    "origin",
                    models.CharField(
                        choices=[("central", "Chính phủ, Thủ tướng Chính phủ"), ("province", "Tỉnh giao")], max_length=8
                    ),
                ),
                ("field_id", models.BigIntegerField(help_text="for rows whose own is not known", null=True)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                ("closed_at", models.DateTimeField(help_text="committed or discarded", null=True)),
                ("closed_by_id", models.BigIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="task_imports",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TaskImportRow",
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
                ("task_import_id", models.BigIntegerField()),
                ("row", models.PositiveIntegerField(help_text="as Excel numbers it")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ok", "Sẽ nhập"),
                            ("question", "Cần trả lời"),
                            ("error", "Có lỗi"),
                            ("skip", "Bỏ qua"),
                        ],
                        max_length=8,
                    ),
                ),
                ("cells", models.JSONField(help_text="column → cell")),
                ("section", models.JSONField(default=list, help_text="headings that it stands under")),
                ("is_hidden", models.BooleanField(default=False)),
                ("plan", models.JSONField(default=dict, help_text="what it becomes")),
                (
                    "problems",
                    models.JSONField(default=list, help_text="what is asked, wrong, or why it is passed over"),
                ),
                ("digest", models.CharField(blank=True, help_text="of document, content and units", max_length=64)),
                ("directive_id", models.BigIntegerField(null=True)),
                (
                    "directive",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "directive_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="sheet_rows",
                        to="directives.directive",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "task_import",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "task_import_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="rows",
                        to="tasksheets.taskimport",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="taskimport",
            index=models.Index(fields=["jurisdiction_id", "-created_at"], name="task_import_recent"),
        ),
        migrations.AddConstraint(
            model_name="taskimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="task_import_closed_has_time",
            ),
        ),
        migrations.AddIndex(
            model_name="taskimportrow",
            index=models.Index(
                fields=["jurisdiction_id", "task_import_id", "state", "row"], name="task_import_row_state"
            ),
        ),
        migrations.AddIndex(
            model_name="taskimportrow",
            index=models.Index(
                condition=models.Q(("directive_id__isnull", False)),
                fields=["jurisdiction_id", "digest"],
                name="task_import_row_again",
            ),
        ),
        migrations.AddIndex(
            model_name="taskimportrow",
            index=models.Index(
                condition=models.Q(("directive_id__isnull", False)),
                fields=["jurisdiction_id", "directive_id"],
                name="task_import_row_became",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskimportrow",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "task_import_id", "row"), name="task_import_row_once"
            ),
        ),
        foreign_keys(
            ("tasksheets_taskimport", "file_id", "documents_storedfile"),
            ("tasksheets_taskimportrow", "task_import_id", "tasksheets_taskimport"),
            ("tasksheets_taskimportrow", "directive_id", "directives_directive"),
        ),
    ]
