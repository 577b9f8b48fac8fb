"""Progress and priority of assignments, how often reports are awaited, what completion needs, causes of delay."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys

# Reports of completion are the only reports that there were.
_UPDATED = """
UPDATE directives_assignment a SET updated_on = e.day
FROM (
  SELECT jurisdiction_id, aggregate_id, max(effective_on) AS day FROM ledger_ledgerevent
  WHERE aggregate = 'assignment' AND code = 'assignment.completion_reported' GROUP BY 1, 2
) e
WHERE e.jurisdiction_id = a.jurisdiction_id AND e.aggregate_id = a.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_append_only"),
        ("directives", "0003_judgements"),
        ("organizations", "0003_slip_silence"),
    ]

    operations = [
        migrations.CreateModel(
            name="CauseKind",
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
                (
                    "side",
                    models.CharField(
                        choices=[("objective", "Khách quan"), ("subjective", "Chủ quan"), ("both", "Cả hai")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="CompletionNeed",
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
                    "document_kind",
                    models.CharField(blank=True, help_text="name of the kind as documents write it", max_length=60),
                ),
                ("role", models.CharField(choices=[("lead", "Chủ trì"), ("coordinate", "Phối hợp")], max_length=10)),
                (
                    "needs",
                    models.CharField(
                        choices=[
                            ("nothing", "Không cần gì thêm"),
                            ("note", "Kết quả thực hiện"),
                            ("either", "Kết quả và tệp minh chứng hoặc số văn bản"),
                            ("file", "Kết quả và tệp minh chứng"),
                            ("document", "Kết quả và số văn bản báo cáo"),
                            ("both", "Kết quả, tệp minh chứng và số văn bản"),
                        ],
                        max_length=8,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LateCause",
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
                (
                    "source",
                    models.CharField(choices=[("unit", "Đơn vị nêu"), ("office", "Văn phòng kết luận")], max_length=6),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("objective", "Khách quan"), ("subjective", "Chủ quan"), ("both", "Cả hai")],
                        max_length=10,
                    ),
                ),
                ("objective_percent", models.PositiveSmallIntegerField()),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), help_text="codes of the reasons", size=None
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000)),
                (
                    "head_name",
                    models.CharField(blank=True, help_text="who answered for the unit on the due day", max_length=120),
                ),
                ("head_title", models.CharField(blank=True, max_length=120)),
                ("head_tenure_id", models.BigIntegerField(help_text="empty where the record had nobody", null=True)),
                ("remedy", models.CharField(max_length=2000)),
                ("due_on", models.DateField(help_text="the deadline that was missed")),
                (
                    "completed_on",
                    models.DateField(help_text="day of the late report; empty while nothing was reported", null=True),
                ),
                ("is_standing", models.BooleanField(default=True)),
                ("answers_id", models.BigIntegerField(null=True)),
                (
                    "is_agreed",
                    models.BooleanField(default=False, help_text="the office confirmed what the unit said as it was"),
                ),
                ("stated_on", models.DateField(help_text="local day")),
                ("stated_at", models.DateTimeField()),
                ("stated_by_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LateRemedy",
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
                ("cause_id", models.BigIntegerField()),
                ("directive_id", models.BigIntegerField()),
                ("given_at", models.DateTimeField()),
                ("given_by_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="UpdateRules",
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
                ("urgent", models.PositiveSmallIntegerField()),
                ("high", models.PositiveSmallIntegerField()),
                ("normal", models.PositiveSmallIntegerField()),
                ("low", models.PositiveSmallIntegerField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="assignment",
            name="percent",
            field=models.PositiveSmallIntegerField(help_text="of the last report of progress", null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="priority",
            field=models.CharField(
                choices=[("urgent", "Hỏa tốc"), ("high", "Khẩn"), ("normal", "Thường"), ("low", "Lâu dài")],
                default="normal",
                db_default="normal",
                help_text="the directive's, beside it for figures",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="stage",
            field=models.CharField(
                blank=True, default="", db_default="", help_text="code, of the last report of progress", max_length=32
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="updated_on",
            field=models.DateField(help_text="day of the last report of progress or completion", null=True),
        ),
        migrations.AddField(
            model_name="directive",
            name="priority",
            field=models.CharField(
                choices=[("urgent", "Hỏa tốc"), ("high", "Khẩn"), ("normal", "Thường"), ("low", "Lâu dài")],
                default="normal",
                db_default="normal",
                max_length=6,
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("lifecycle__in", ["assigned", "acknowledged", "in_progress", "reported", "returned"])
                ),
                fields=["jurisdiction_id", "unit_id"],
                include=("priority", "updated_on", "assigned_on", "lifecycle", "role", "origin", "field_id"),
                name="assignment_open_updates",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__isnull", True), ("percent__lte", 100), _connector="OR"),
                name="assignment_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="causekind",
            constraint=models.UniqueConstraint(fields=("jurisdiction_id", "code"), name="cause_kind_once"),
        ),
        migrations.AddConstraint(
            model_name="causekind",
            constraint=models.CheckConstraint(
                condition=models.Q(("side", "both"), _negated=True), name="cause_kind_has_one_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="completionneed",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "document_kind", "role"), name="completion_need_once"
            ),
        ),
        migrations.AddField(
            model_name="latecause",
            name="answers",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "answers_id"],
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="answered_by",
                to="directives.latecause",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.AddField(
            model_name="latecause",
            name="assignment",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "assignment_id"],
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="late_causes",
                to="directives.assignment",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.AddField(
            model_name="lateremedy",
            name="cause",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "cause_id"],
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="remedies",
                to="directives.latecause",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.AddField(
            model_name="lateremedy",
            name="directive",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "directive_id"],
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="remedies",
                to="directives.directive",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.AddConstraint(
            model_name="updaterules",
            constraint=models.UniqueConstraint(fields=("jurisdiction_id",), name="update_rules_once"),
        ),
        migrations.AddIndex(
            model_name="latecause",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="late_cause_of_assignment"),
        ),
        migrations.AddIndex(
            model_name="latecause",
            index=models.Index(
                condition=models.Q(("is_standing", True)), fields=["jurisdiction_id", "-id"], name="late_cause_recent"
            ),
        ),
        migrations.AddConstraint(
            model_name="latecause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_standing", True)),
                fields=("jurisdiction_id", "assignment_id"),
                name="late_cause_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="latecause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("objective_percent", 100), ("side", "objective")),
                    models.Q(("objective_percent", 0), ("side", "subjective")),
                    models.Q(("objective_percent__gt", 0), ("objective_percent__lt", 100), ("side", "both")),
                    _connector="OR",
                ),
                name="late_cause_share_of_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="latecause",
            constraint=models.CheckConstraint(condition=models.Q(("kinds__len__gt", 0)), name="late_cause_has_reason"),
        ),
        migrations.AddIndex(
            model_name="lateremedy",
            index=models.Index(fields=["jurisdiction_id", "cause_id"], name="late_remedy_of_cause"),
        ),
        migrations.AddConstraint(
            model_name="lateremedy",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "directive_id"), name="late_remedy_directive_once"
            ),
        ),
        foreign_keys(
            ("directives_latecause", "assignment_id", "directives_assignment"),
            ("directives_latecause", "answers_id", "directives_latecause"),
            ("directives_lateremedy", "cause_id", "directives_latecause"),
            ("directives_lateremedy", "directive_id", "directives_directive"),
        ),
        migrations.RunSQL(_UPDATED, migrations.RunSQL.noop),
    ]
