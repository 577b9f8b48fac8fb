from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0006_default_preferences")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="bundle",
            field=models.CharField(
                blank=True,
                default="",
                help_text="urgent ones of one bundle go out together; empty: each alone",
                max_length=60,
            ),
        ),
    ]
