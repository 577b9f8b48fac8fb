"""Which version of the reader read a document: 0 for all that came before there was a number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_registers")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="reader_version",
            field=models.PositiveSmallIntegerField(default=0, help_text="reading.READER_VERSION that read it last"),
        ),
    ]
