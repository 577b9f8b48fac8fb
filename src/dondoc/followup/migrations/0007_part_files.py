"""The files that come with a report of a part."""

import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_exchange"),
        ("followup", "0006_progress"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartFile",
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
                ("part_id", models.BigIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("added_on", models.DateField(help_text="day of the report that it came with")),
                ("added_at", models.DateTimeField()),
                ("added_by_id", models.BigIntegerField()),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="part_files",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "part",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "part_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="files",
                        to="followup.part",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "part_id", "id"], name="part_file_of")],
            },
        ),
        foreign_keys(
            ("followup_partfile", "part_id", "followup_part"),
            ("followup_partfile", "file_id", "documents_storedfile"),
        ),
    ]
