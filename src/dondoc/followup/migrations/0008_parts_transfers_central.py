from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0004_late_causes_and_updates"),
        ("followup", "0007_part_files"),
        ("organizations", "0004_worktime"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                condition=models.Q(
                    ("lifecycle__in", ["assigned", "acknowledged", "in_progress", "reported", "returned"])
                ),
                fields=["jurisdiction_id", "assignment_id", "id"],
                name="part_open_of_assignment",
            ),
        ),
    ]
