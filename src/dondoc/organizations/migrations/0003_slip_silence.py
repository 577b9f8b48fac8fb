"""What no answer to an opinion slip means in a jurisdiction."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_foreign_keys")]
    operations = [
        migrations.AddField(
            model_name="jurisdiction",
            name="slip_silence",
            field=models.CharField(
                default="agrees",
                help_text="what no answer to an opinion slip means where a round does not say",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("slip_silence__in", ("agrees", "abstains", "unanswered"))),
                name="jurisdiction_slip_silence",
                violation_error_message="Hãy chọn cách tính phiếu không trả lời.",
            ),
        ),
    ]
