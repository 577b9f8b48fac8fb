"""Why the header and the meeting say what they say: the names of the reader's rules, by field."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_foreign_keys")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="why",
            field=models.JSONField(default=dict, help_text="the reader's rules, by field of header and meeting"),
        ),
    ]
