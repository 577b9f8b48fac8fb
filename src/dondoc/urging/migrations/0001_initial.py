import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directives", "0003_judgements"),
        ("documents", "0007_exchange"),
        ("drafting", "0001_initial"),
        ("organizations", "0003_slip_silence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Explanation",
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
                ("unit_id", models.BigIntegerField()),
                (
                    "field_id",
                    models.BigIntegerField(help_text="of its first assignment: whose specialist is told", null=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Chờ giải trình"),
                            ("answered", "Đã giải trình, chờ xem xét"),
                            ("returned", "Yêu cầu giải trình lại"),
                            ("sufficient", "Đã chấp nhận giải trình"),
                            ("withdrawn", "Đã rút yêu cầu"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("question", models.CharField(max_length=2000)),
                ("due_on", models.DateField()),
                ("first_due_on", models.DateField()),
                ("asked_on", models.DateField(help_text="local day")),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_id", models.BigIntegerField(null=True)),
                ("closing_note", models.CharField(blank=True, max_length=2000)),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="explanations",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExplanationAnswer",
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
                ("explanation_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("answered_on", models.DateField(help_text="local day")),
                ("answered_at", models.DateTimeField()),
                ("answered_by_id", models.BigIntegerField()),
                ("is_sufficient", models.BooleanField(help_text="empty while nobody has decided", null=True)),
                ("note", models.CharField(blank=True, max_length=2000)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                (
                    "explanation",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "explanation_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="answers",
                        to="urging.explanation",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExplanationFile",
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
                ("answer_id", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "answer_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="files",
                        to="urging.explanationanswer",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="explanation_files",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExplanationItem",
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
                ("explanation_id", models.BigIntegerField()),
                ("assignment_id", models.BigIntegerField()),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="explanation_items",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "explanation",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "explanation_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="items",
                        to="urging.explanation",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
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
                ("rule_id", models.BigIntegerField()),
                ("run_id", models.BigIntegerField()),
                ("subject_id", models.BigIntegerField()),
                ("assignment_id", models.BigIntegerField(help_text="empty for an explanation of several", null=True)),
                ("unit_id", models.BigIntegerField()),
                ("anchor", models.DateField(help_text="the day that the rule counts from")),
                (
                    "occurrence",
                    models.DateField(help_text="the anchor for the first step, the step's own day when it comes again"),
                ),
                ("step_on", models.DateField(help_text="the day on which it became due")),
                ("told_on", models.DateField()),
                ("user_ids", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "run_id", "rule_id"], name="reminder_of_run")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "subject_id", "rule_id", "anchor", "occurrence"),
                        name="reminder_said_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRule",
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
                ("code", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=160)),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("before_due", "Trước hạn hoặc trong ngày đến hạn"),
                            ("overdue", "Quá hạn"),
                            ("stale", "Lâu không có cập nhật"),
                            ("unacknowledged", "Chưa tiếp nhận"),
                            ("awaiting_office", "Báo cáo chờ Văn phòng"),
                            ("extension_waiting", "Đề nghị gia hạn chờ quyết định"),
                            ("explanation_due", "Giải trình sắp đến hạn"),
                            ("explanation_overdue", "Giải trình quá hạn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        help_text="before, or after, the day that the trigger counts from"
                    ),
                ),
                (
                    "repeat_days",
                    models.PositiveSmallIntegerField(default=0, help_text="again every so many days; 0: once"),
                ),
                (
                    "is_working_days",
                    models.BooleanField(help_text="whether working days are counted, not calendar days"),
                ),
                (
                    "ranks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("focal_point", "đầu mối đơn vị"),
                                ("unit_head", "thủ trưởng đơn vị"),
                                ("specialist", "chuyên viên theo dõi lĩnh vực"),
                                ("office_leader", "lãnh đạo Văn phòng"),
                                ("chair", "lãnh đạo UBND tỉnh"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                    ),
                ),
                (
                    "role",
                    models.CharField(blank=True, help_text="only assignments of this role; empty: all", max_length=10),
                ),
                (
                    "origin",
                    models.CharField(blank=True, help_text="only tasks of this origin; empty: all", max_length=8),
                ),
                (
                    "field_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        help_text="only of these fields; none: all",
                        size=None,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="of steps of one day the one that stands last is told"),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("is_shipped", models.BooleanField(default=False, help_text="a default that nobody has changed yet")),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction_id", "code"), name="reminder_rule_code_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("ranks", []), _negated=True), name="reminder_rule_tells_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repeat_days", 0), ("trigger__in", ["before_due", "explanation_due"])),
                            models.Q(
                                models.Q(("trigger__in", ["before_due", "explanation_due"]), _negated=True),
                                ("days__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="reminder_rule_days_fit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderRun",
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
                ("day", models.DateField()),
                ("since", models.DateField(help_text="the day of the run before; steps after it are told", null=True)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("reminders", models.PositiveIntegerField(default=0)),
                ("messages", models.PositiveIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "-day", "-id"], name="reminder_run_day")],
            },
        ),
        migrations.CreateModel(
            name="Urging",
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
                ("note", models.CharField(blank=True, max_length=2000)),
                ("urged_on", models.DateField(help_text="local day")),
                ("urged_at", models.DateTimeField()),
                ("urged_by_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "-urged_at"], name="urging_newest")],
            },
        ),
        migrations.CreateModel(
            name="UrgedItem",
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
                ("urging_id", models.BigIntegerField()),
                ("assignment_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("role", models.CharField(max_length=10)),
                ("lifecycle", models.CharField(max_length=12)),
                ("due_on", models.DateField(null=True)),
                ("document_code", models.CharField(blank=True, max_length=200)),
                ("document_issued_on", models.DateField(null=True)),
                ("text", models.TextField()),
                (
                    "user_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, help_text="who was told", size=None
                    ),
                ),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="urgings",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "urging",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "urging_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="items",
                        to="urging.urging",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UrgingLetter",
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
                ("urging_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField(null=True)),
                ("draft_id", models.BigIntegerField()),
                ("drafted_at", models.DateTimeField()),
                ("drafted_by_id", models.BigIntegerField()),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="urging_letters",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "urging",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "urging_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="letters",
                        to="urging.urging",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "returned"])),
                fields=["jurisdiction_id", "due_on", "id"],
                name="explanation_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="explanation",
            index=models.Index(fields=["jurisdiction_id", "unit_id", "-asked_at"], name="explanation_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ["sufficient", "withdrawn"])),
                    models.Q(
                        models.Q(("state__in", ["sufficient", "withdrawn"]), _negated=True), ("closed_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="explanation_closed_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("asked_on"))), name="explanation_due_after_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="explanationanswer",
            index=models.Index(fields=["jurisdiction_id", "explanation_id"], name="explanation_answer_of"),
        ),
        migrations.AddConstraint(
            model_name="explanationanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_sufficient__isnull", True)),
                fields=("jurisdiction_id", "explanation_id"),
                name="explanation_answer_waits_once",
            ),
        ),
        migrations.AddIndex(
            model_name="explanationfile",
            index=models.Index(fields=["jurisdiction_id", "answer_id"], name="explanation_file_of"),
        ),
        migrations.AddIndex(
            model_name="explanationitem",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="explanation_item_of"),
        ),
        migrations.AddConstraint(
            model_name="explanationitem",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "explanation_id", "assignment_id"), name="explanation_item_once"
            ),
        ),
        migrations.AddIndex(
            model_name="urgeditem",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="urged_item_assignment"),
        ),
        migrations.AddConstraint(
            model_name="urgeditem",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "urging_id", "assignment_id"), name="urged_item_once"
            ),
        ),
        migrations.AddIndex(
            model_name="urgingletter",
            index=models.Index(fields=["jurisdiction_id", "urging_id"], name="urging_letter_of"),
        ),
        foreign_keys(
            ("urging_urgeditem", "urging_id", "urging_urging"),
            ("urging_urgeditem", "assignment_id", "directives_assignment"),
            ("urging_urgeditem", "unit_id", "organizations_unit"),
            ("urging_urgingletter", "urging_id", "urging_urging"),
            ("urging_urgingletter", "unit_id", "organizations_unit"),
            ("urging_urgingletter", "draft_id", "drafting_outgoingdraft"),
            ("urging_explanation", "unit_id", "organizations_unit"),
            ("urging_explanationitem", "explanation_id", "urging_explanation"),
            ("urging_explanationitem", "assignment_id", "directives_assignment"),
            ("urging_explanationanswer", "explanation_id", "urging_explanation"),
            ("urging_explanationfile", "answer_id", "urging_explanationanswer"),
            ("urging_explanationfile", "file_id", "documents_storedfile"),
        ),
    ]
