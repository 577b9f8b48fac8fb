from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0003_judgements"),
        ("followup", "0002_cascade"),
        ("organizations", "0004_worktime"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                condition=models.Q(("lifecycle", "reported")),
                fields=["jurisdiction_id", "assignment_id"],
                name="part_awaiting",
            ),
        ),
    ]
