"""A rule says whether its messages go to browsers and gateways at once.

Of the shipped rules two do, where nobody has changed them: the day of the deadline, and the last step, which leaders hear of.
"""

from django.db import migrations, models

_SHIPPED = """
UPDATE urging_reminderrule SET at_once = true WHERE code IN ('ngay-den-han', 'qua-han-20') AND is_shipped"""


class Migration(migrations.Migration):
    dependencies = [("urging", "0003_silence_by_priority")]

    operations = [
        migrations.AddField(
            model_name="reminderrule",
            name="at_once",
            field=models.BooleanField(default=False, help_text="its messages go to browsers and gateways at once"),
        ),
        migrations.RunSQL(_SHIPPED, migrations.RunSQL.noop),
    ]
