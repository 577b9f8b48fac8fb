from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0003_judgements"),
        ("followup", "0004_part_giver"),
        ("organizations", "0004_worktime"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="part",
            name="part_of_unit",
        ),
        migrations.RemoveIndex(
            model_name="part",
            name="part_of_person",
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                condition=models.Q(
                    ("lifecycle__in", ["assigned", "acknowledged", "in_progress", "reported", "returned"]),
                    ("user_id__isnull", True),
                ),
                fields=["jurisdiction_id", "unit_id", "due_on"],
                name="part_open_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                condition=models.Q(
                    ("lifecycle__in", ["assigned", "acknowledged", "in_progress", "reported", "returned"]),
                    ("user_id__isnull", False),
                ),
                fields=["jurisdiction_id", "user_id", "due_on"],
                name="part_open_of_person",
            ),
        ),
    ]
