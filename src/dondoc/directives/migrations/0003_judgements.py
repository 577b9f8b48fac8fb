"""What confirming says of the reader. Readings that nobody has corrected yet keep what the reader said of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0002_foreign_keys"),
        ("documents", "0002_foreign_keys"),
        ("organizations", "0002_foreign_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftreading",
            name="read_items",
            field=models.JSONField(help_text="the reader's own items; empty where they were not kept", null=True),
        ),
        migrations.CreateModel(
            name="NameDecision",
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
                ("name", models.CharField(max_length=300)),
                ("name_key", models.CharField(max_length=400)),
                ("unit_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                (
                    "answer",
                    models.CharField(
                        choices=[("accepted", "Đã nhận vào danh mục"), ("dismissed", "Đã bỏ qua")], max_length=9
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("decided_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "name_key", "unit_ids"),
                        name="name_decision_once",
                        violation_error_message="Tên gọi này đã được trả lời.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
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
                ("document_id", models.BigIntegerField()),
                ("draft_id", models.BigIntegerField()),
                ("item_key", models.CharField(help_text="the item's key in its draft", max_length=21)),
                (
                    "judged_field",
                    models.CharField(
                        choices=[
                            ("directive", "Là ý chỉ đạo"),
                            ("lead", "Chủ trì"),
                            ("coordinate", "Phối hợp"),
                            ("deadline_kind", "Loại thời hạn"),
                            ("due_on", "Ngày đến hạn"),
                            ("clause", "Mục"),
                        ],
                        max_length=14,
                    ),
                ),
                ("read", models.JSONField(help_text="what the reader said; empty for nothing", null=True)),
                ("confirmed", models.JSONField(help_text="what the person confirmed; empty for nothing", null=True)),
                (
                    "verdict",
                    models.CharField(choices=[("right", "Đúng"), ("wrong", "Sai"), ("missed", "Bỏ sót")], max_length=6),
                ),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(help_text="percent; empty for what a person added", null=True),
                ),
                ("span_start", models.IntegerField(help_text="where the directive stands in the document's text")),
                ("span_end", models.IntegerField()),
                ("issuer", models.CharField(blank=True, help_text="issuing body as printed", max_length=200)),
                (
                    "issuer_key",
                    models.CharField(blank=True, help_text="the issuing body folded, to count by", max_length=400),
                ),
                ("field_id", models.BigIntegerField(null=True)),
                ("month", models.DateField(help_text="first day of the month of judging, to count by")),
                ("judged_on", models.DateField(help_text="local day of judging")),
                ("judged_at", models.DateTimeField()),
                ("judged_by_id", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="judgements",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="judgements",
                        to="directives.draftreading",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "field",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "field_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.workfield",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["jurisdiction_id", "judged_on", "judged_field", "verdict"], name="judgement_day"
                    ),
                    models.Index(fields=["jurisdiction_id", "document_id"], name="judgement_document"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "draft_id", "item_key", "judged_field"), name="judgement_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("span_end__gt", models.F("span_start"))), name="judgement_span_ordered"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameChoice",
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
                ("document_id", models.BigIntegerField()),
                ("draft_id", models.BigIntegerField()),
                ("item_key", models.CharField(max_length=21)),
                ("role", models.CharField(max_length=10)),
                ("name", models.CharField(help_text="as written", max_length=300)),
                ("name_key", models.CharField(help_text="the form in which names are compared", max_length=400)),
                (
                    "unit_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), help_text="the units chosen, ascending", size=None
                    ),
                ),
                ("group_id", models.BigIntegerField(help_text="the group chosen, where it was one", null=True)),
                ("span_start", models.IntegerField()),
                ("span_end", models.IntegerField()),
                ("document_day", models.DateField(help_text="the document's day, or that of its reading")),
                ("chosen_at", models.DateTimeField()),
                ("chosen_by_id", models.BigIntegerField()),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_choices",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_choices",
                        to="directives.draftreading",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "name_key"], name="name_choice_key")],
            },
        ),
        foreign_keys(
            ("directives_judgement", "document_id", "documents_document"),
            ("directives_judgement", "draft_id", "directives_draftreading"),
            ("directives_judgement", "field_id", "organizations_workfield"),
            ("directives_namechoice", "document_id", "documents_document"),
            ("directives_namechoice", "draft_id", "directives_draftreading"),
        ),
        migrations.RunSQL(
            "UPDATE directives_draftreading SET read_items = items WHERE state = 'open' AND version = 1",
            migrations.RunSQL.noop,
        ),
    ]
