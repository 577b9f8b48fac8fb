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
            name="DeadlineDeputy",
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
                ("setter_id", models.BigIntegerField()),
                ("deputy_id", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("named_at", models.DateTimeField()),
                ("named_by_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "setter_id"], name="deadline_deputy_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("setter_id", models.F("deputy_id")), _negated=True),
                        name="deadline_deputy_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="deadline_deputy_days_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Chờ quyết định"),
                            ("granted", "Đã đồng ý"),
                            ("refused", "Không đồng ý"),
                            ("withdrawn", "Đơn vị rút lại"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("was_due_on", models.DateField()),
                ("wanted_on", models.DateField()),
                ("reason", models.CharField(max_length=2000)),
                ("asked_on", models.DateField(help_text="local day")),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("granted_on", models.DateField(help_text="the deadline that was granted", null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=2000)),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="extensions",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExtensionFile",
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
                ("extension_id", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "extension",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "extension_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="files",
                        to="followup.extension",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="extension_files",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUpRules",
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
                ("extensions_most", models.PositiveSmallIntegerField()),
                ("extension_longest", models.PositiveSmallIntegerField(help_text="working days, 0: any number")),
                ("extension_days_before", models.PositiveSmallIntegerField()),
                ("extension_may_ask_late", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("jurisdiction_id",), name="follow_up_rules_once")],
            },
        ),
        migrations.CreateModel(
            name="ClockStop",
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
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("cause", models.CharField(max_length=2000)),
                ("was_due_on", models.DateField()),
                ("due_on", models.DateField(help_text="the deadline after it", null=True)),
                ("stopped_at", models.DateTimeField()),
                ("stopped_by_id", models.BigIntegerField()),
                ("resumed_at", models.DateTimeField(null=True)),
                ("resumed_by_id", models.BigIntegerField(null=True)),
                (
                    "assignment",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "assignment_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="clock_stops",
                        to="directives.assignment",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "assignment_id"], name="clock_stop_of_assignment")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("jurisdiction_id", "assignment_id"),
                        name="clock_stop_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("until__isnull", True)),
                            models.Q(("due_on__isnull", False), ("until__gte", models.F("since"))),
                            _connector="OR",
                        ),
                        name="clock_stop_ends_with_day",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(fields=["jurisdiction_id", "assignment_id"], name="extension_of_assignment"),
        ),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(
                condition=models.Q(("state", "asked")), fields=["jurisdiction_id", "asked_at"], name="extension_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("jurisdiction_id", "assignment_id"),
                name="extension_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), ("granted_on__gt", models.F("was_due_on"))),
                    models.Q(models.Q(("state", "granted"), _negated=True), ("granted_on__isnull", True)),
                    _connector="OR",
                ),
                name="extension_granted_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("wanted_on__gt", models.F("was_due_on"))), name="extension_wants_later"
            ),
        ),
        migrations.AddIndex(
            model_name="extensionfile",
            index=models.Index(fields=["jurisdiction_id", "extension_id"], name="extension_file_of"),
        ),
        foreign_keys(
            ("followup_extension", "assignment_id", "directives_assignment"),
            ("followup_extensionfile", "extension_id", "followup_extension"),
            ("followup_extensionfile", "file_id", "documents_storedfile"),
            ("followup_clockstop", "assignment_id", "directives_assignment"),
        ),
    ]
