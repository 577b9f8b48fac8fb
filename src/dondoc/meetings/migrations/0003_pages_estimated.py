"""Whether the pages of a paper are an estimate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_category_has_vote"),
    ]

    operations = [
        migrations.AddField(
            model_name="paperversion",
            name="pages_estimated",
            field=models.BooleanField(default=False, help_text="whether its words say how many, not the file"),
        ),
        migrations.AlterField(
            model_name="paperversion",
            name="pages",
            field=models.PositiveIntegerField(help_text="of A4, where the file says it, or by its words", null=True),
        ),
    ]
