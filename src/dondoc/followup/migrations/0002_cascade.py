"""Parts of assignments, and what becomes of an assignment that ends without having been done."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0003_judgements"),
        ("followup", "0001_initial"),
        ("organizations", "0003_slip_silence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Succession",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("transferred", "Đã chuyển đơn vị khác"),
                            ("merged", "Đã gộp"),
                            ("superseded", "Đã được thay thế"),
                        ],
                        max_length=11,
                    ),
                ),
                ("directive_id", models.BigIntegerField()),
                ("successor_directive_id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=2000)),
                (
                    "document_code",
                    models.CharField(blank=True, help_text="number of the document that decided it", max_length=100),
                ),
                ("done_on", models.DateField(help_text="local day")),
                ("done_at", models.DateTimeField()),
                ("done_by_id", models.BigIntegerField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_id", models.BigIntegerField(null=True)),
                (
                    "directive",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "directive_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="succeeded_by",
                        to="directives.directive",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "successor_directive",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "successor_directive_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="succeeds",
                        to="directives.directive",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentSuccession",
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
                ("succession_id", models.BigIntegerField()),
                ("assignment_id", models.BigIntegerField()),
                ("successor_assignment_id", models.BigIntegerField(null=True)),
                ("is_new", models.BooleanField(help_text="whether the act gave the successor's assignment")),
                (
                    "was_lifecycle",
                    models.CharField(
                        choices=[
                            ("assigned", "Đã giao"),
                            ("acknowledged", "Đã tiếp nhận"),
                            ("in_progress", "Đang thực hiện"),
                            ("reported", "Đã báo cáo kết quả"),
                            ("returned", "Bị trả lại"),
                            ("accepted", "Đã xác nhận hoàn thành"),
                            ("withdrawn", "Đã thu hồi"),
                        ],
                        max_length=12,
                    ),
                ),
                ("was_reported_on", models.DateField(null=True)),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="successions",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "successor_assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "successor_assignment_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="successors_of",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "succession",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "succession_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="assignments",
                        to="followup.succession",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Transfer",
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
                ("to_unit_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Chờ đơn vị nhận trả lời"),
                            ("agreed", "Đơn vị nhận đồng ý, chờ Văn phòng quyết định"),
                            ("declined", "Đơn vị nhận không đồng ý"),
                            ("done", "Đã chuyển"),
                            ("refused", "Văn phòng không đồng ý"),
                            ("withdrawn", "Đơn vị rút lại"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(max_length=2000)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("answer", models.CharField(blank=True, help_text="of the unit that would take it", max_length=2000)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, help_text="of the office", max_length=2000)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="transfers",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "to_unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="transfers",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Part",
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
                ("parent_part_id", models.BigIntegerField(null=True)),
                (
                    "above",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        help_text="the parts above it, the topmost first",
                        size=None,
                    ),
                ),
                ("unit_id", models.BigIntegerField(help_text="who does it, or the unit of the person who does")),
                ("user_id", models.BigIntegerField(help_text="the person who does it; none: the unit", null=True)),
                ("text", models.CharField(max_length=2000)),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[
                            ("assigned", "Đã giao"),
                            ("acknowledged", "Đã tiếp nhận"),
                            ("in_progress", "Đang thực hiện"),
                            ("reported", "Đã báo cáo kết quả"),
                            ("returned", "Bị trả lại"),
                            ("accepted", "Đã xác nhận hoàn thành"),
                            ("withdrawn", "Đã thu hồi"),
                        ],
                        default="assigned",
                        max_length=12,
                    ),
                ),
                ("given_on", models.DateField()),
                ("given_by_id", models.BigIntegerField()),
                ("due_on", models.DateField(null=True)),
                ("original_due_on", models.DateField(null=True)),
                ("reported_on", models.DateField(help_text="day of the report that stands", null=True)),
                ("reported_by_id", models.BigIntegerField(null=True)),
                ("result", models.CharField(blank=True, help_text="of the report that stands", max_length=2000)),
                ("result_document", models.CharField(blank=True, max_length=200)),
                ("remark", models.CharField(blank=True, help_text="why it was returned or withdrawn", max_length=2000)),
                ("completed_on", models.DateField(help_text="reported_on of what was accepted", null=True)),
                ("closed_on", models.DateField(help_text="day of acceptance or withdrawal", null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="parts",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "parent_part",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "parent_part_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="parts",
                        to="followup.part",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="parts",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["jurisdiction_id", "assignment_id", "id"], name="part_of_assignment"),
                    models.Index(fields=["jurisdiction_id", "unit_id", "due_on"], name="part_of_unit"),
                    models.Index(
                        condition=models.Q(("user_id__isnull", False)),
                        fields=["jurisdiction_id", "user_id", "due_on"],
                        name="part_of_person",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifecycle", "withdrawn"), _negated=True),
                        fields=("jurisdiction_id", "assignment_id", "parent_part_id", "unit_id", "user_id"),
                        name="part_given_once",
                        nulls_distinct=False,
                        violation_error_message="Đơn vị hoặc người này đã có một phần việc ở đây.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent_part_id__isnull", True), ("parent_part_id__lt", models.F("id")), _connector="OR"
                        ),
                        name="part_under_older_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lifecycle", "accepted"), ("completed_on__isnull", False), ("closed_on__isnull", False)
                            ),
                            models.Q(
                                models.Q(("lifecycle", "accepted"), _negated=True), ("completed_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="part_completed_when_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifecycle", "reported"), _negated=True),
                            models.Q(("reported_by_id__isnull", False), ("reported_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="part_reported_has_day",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="succession",
            index=models.Index(fields=["jurisdiction_id", "directive_id"], name="succession_of_directive"),
        ),
        migrations.AddIndex(
            model_name="succession",
            index=models.Index(fields=["jurisdiction_id", "successor_directive_id"], name="succession_by_directive"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "transferred"), ("directive_id", models.F("successor_directive_id"))),
                    models.Q(
                        models.Q(("kind", "transferred"), _negated=True),
                        models.Q(("directive_id", models.F("successor_directive_id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="succession_of_another_directive",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("kind", "transferred"), _negated=True), ("undone_at__isnull", True)),
                fields=("jurisdiction_id", "directive_id"),
                name="directive_succeeded_once",
            ),
        ),
        migrations.AddIndex(
            model_name="assignmentsuccession",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="succession_of_assignment"),
        ),
        migrations.AddIndex(
            model_name="assignmentsuccession",
            index=models.Index(fields=["jurisdiction_id", "successor_assignment_id"], name="succession_by_assignment"),
        ),
        migrations.AddConstraint(
            model_name="assignmentsuccession",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "succession_id", "assignment_id"), name="succession_of_assignment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentsuccession",
            constraint=models.CheckConstraint(
                condition=models.Q(("assignment_id", models.F("successor_assignment_id")), _negated=True),
                name="succession_of_another_assignment",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="transfer_of_assignment"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("state__in", ("asked", "agreed"))),
                fields=["jurisdiction_id", "to_unit_id"],
                name="transfer_to_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "agreed"))),
                fields=("jurisdiction_id", "assignment_id"),
                name="transfer_asked_once",
            ),
        ),
        foreign_keys(
            ("followup_part", "assignment_id", "directives_assignment"),
            ("followup_part", "parent_part_id", "followup_part"),
            ("followup_part", "unit_id", "organizations_unit"),
            ("followup_transfer", "assignment_id", "directives_assignment"),
            ("followup_transfer", "to_unit_id", "organizations_unit"),
            ("followup_succession", "directive_id", "directives_directive"),
            ("followup_succession", "successor_directive_id", "directives_directive"),
            ("followup_assignmentsuccession", "succession_id", "followup_succession"),
            ("followup_assignmentsuccession", "assignment_id", "directives_assignment"),
            ("followup_assignmentsuccession", "successor_assignment_id", "directives_assignment"),
        ),
    ]
