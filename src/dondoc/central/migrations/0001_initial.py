import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directives", "0003_judgements"),
        ("documents", "0007_exchange"),
        ("organizations", "0003_slip_silence"),
    ]

    operations = [
        migrations.CreateModel(
            name="CentralImport",
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
                        choices=[("open", "Đang xem trước"), ("committed", "Đã nhập"), ("discarded", "Đã bỏ")],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("file_id", models.BigIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=80)),
                ("as_of", models.DateField(help_text="the day that the file tells of")),
                ("header", models.JSONField(help_text="the words above the columns")),
                ("signature", models.CharField(help_text="SHA-256 of the folded header", max_length=64)),
                ("mapping", models.JSONField(help_text="column by field")),
                ("row_count", models.IntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("opened_by_id", models.BigIntegerField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_id", models.BigIntegerField(null=True)),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="central_imports",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CentralImportRow",
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
                ("import_id", models.BigIntegerField()),
                ("number", models.IntegerField(help_text="of the row in the sheet, from 1")),
                ("values", models.JSONField(help_text="by field, days as ISO")),
                ("problems", models.JSONField(default=list, help_text="codes of what was not understood")),
                ("key", models.CharField(blank=True, max_length=130)),
                (
                    "source",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "import_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="rows",
                        to="central.centralimport",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CentralMapping",
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
                ("signature", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("said_at", models.DateTimeField()),
                ("said_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction_id", "signature"), name="central_mapping_signature")
                ],
            },
        ),
        migrations.CreateModel(
            name="CentralTask",
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
                    "key",
                    models.CharField(
                        help_text="by what it is the same one in every file: `rules.key_of`", max_length=130
                    ),
                ),
                ("code", models.CharField(blank=True, help_text="its number in the centre's system", max_length=80)),
                (
                    "document_code",
                    models.CharField(blank=True, help_text="of the document that gives it, as printed", max_length=80),
                ),
                ("document_issued_on", models.DateField(null=True)),
                ("document_signer", models.CharField(blank=True, max_length=120)),
                ("document_id", models.BigIntegerField(null=True)),
                ("content", models.TextField()),
                (
                    "giver",
                    models.CharField(
                        choices=[
                            ("government", "Chính phủ"),
                            ("prime_minister", "Thủ tướng Chính phủ"),
                            ("deputy", "Phó Thủ tướng Chính phủ"),
                            ("office", "Văn phòng Chính phủ"),
                            ("other", "Cơ quan Trung ương khác"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "giver_words",
                    models.CharField(blank=True, help_text="as the centre's system says it", max_length=120),
                ),
                ("given_on", models.DateField(help_text="the day from which it counts")),
                ("due_on", models.DateField(help_text="the centre's deadline", null=True)),
                ("original_due_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Chưa báo cáo"),
                            ("reported", "Đã báo cáo, chờ xác nhận"),
                            ("done", "Trung ương xác nhận hoàn thành"),
                            ("withdrawn", "Trung ương thu hồi"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "centre_words",
                    models.CharField(blank=True, help_text="its state as the centre's system says it", max_length=120),
                ),
                ("reported_on", models.DateField(help_text="day of the answer that stands", null=True)),
                ("report_document", models.CharField(blank=True, help_text="number of the answer", max_length=120)),
                ("closed_on", models.DateField(null=True)),
                ("unit_id", models.BigIntegerField(null=True)),
                ("field_id", models.BigIntegerField(null=True)),
                ("specialist_id", models.BigIntegerField(help_text="who of the office answers for it", null=True)),
                ("directive_id", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=2000)),
                ("search_text", models.TextField(help_text="number, document and content, folded")),
                (
                    "search_vector",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "directive",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "directive_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="central_tasks",
                        to="directives.directive",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="central_tasks",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "field",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "field_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="central_tasks",
                        to="organizations.workfield",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="central_tasks",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="centralimport",
            index=models.Index(fields=["jurisdiction_id", "state", "-as_of"], name="central_import_state_day"),
        ),
        migrations.AddConstraint(
            model_name="centralimportrow",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "import_id", "number"), name="central_import_row_number"
            ),
        ),
        migrations.AddIndex(
            model_name="centraltask",
            index=models.Index(fields=["jurisdiction_id", "state", "due_on"], name="central_task_state_due"),
        ),
        migrations.AddIndex(
            model_name="centraltask",
            index=models.Index(fields=["jurisdiction_id", "directive_id"], name="central_task_directive"),
        ),
        migrations.AddIndex(
            model_name="centraltask",
            index=models.Index(fields=["jurisdiction_id", "unit_id"], name="central_task_unit"),
        ),
        migrations.AddIndex(
            model_name="centraltask",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="central_task_search"),
        ),
        migrations.AddConstraint(
            model_name="centraltask",
            constraint=models.UniqueConstraint(fields=("jurisdiction_id", "key"), name="central_task_key_unique"),
        ),
        migrations.AddConstraint(
            model_name="centraltask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reported_on__isnull", False), ("state__in", ["reported", "done"])),
                    models.Q(
                        models.Q(("state__in", ["reported", "done"]), _negated=True), ("reported_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="central_task_reported_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="centraltask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", False), ("state__in", ["done", "withdrawn"])),
                    models.Q(
                        models.Q(("state__in", ["done", "withdrawn"]), _negated=True), ("closed_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="central_task_closed_has_day",
            ),
        ),
        foreign_keys(
            ("central_centralimport", "file_id", "documents_storedfile"),
            ("central_centralimportrow", "import_id", "central_centralimport"),
            ("central_centraltask", "document_id", "documents_document"),
            ("central_centraltask", "unit_id", "organizations_unit"),
            ("central_centraltask", "field_id", "organizations_workfield"),
            ("central_centraltask", "directive_id", "directives_directive"),
        ),
    ]
