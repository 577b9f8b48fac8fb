"""An index of the few assignments whose deadline was moved: what they say by their first one is asked of them alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0004_late_causes_and_updates"),
        ("organizations", "0004_worktime"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("due_on__lt", models.F("original_due_on")),
                    ("due_on__gt", models.F("original_due_on")),
                    _connector="OR",
                ),
                fields=["jurisdiction_id", "unit_id"],
                name="assignment_moved",
            ),
        ),
    ]
