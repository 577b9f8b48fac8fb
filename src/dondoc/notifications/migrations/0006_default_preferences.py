import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0005_push_subscriptions"),
    ]

    operations = [
        migrations.CreateModel(
            name="DefaultPreference",
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
                ("by_email", models.BooleanField()),
                ("by_push", models.BooleanField()),
                ("urgent_at_once", models.BooleanField()),
                ("digest_hour", models.PositiveSmallIntegerField(help_text="local hour of the digest on working days")),
                (
                    "muted_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        help_text="shown in the house only",
                        size=None,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction_id",), name="default_preference_once"),
                    models.CheckConstraint(
                        condition=models.Q(("digest_hour__lte", 23)), name="default_preference_hour"
                    ),
                ],
            },
        ),
    ]
