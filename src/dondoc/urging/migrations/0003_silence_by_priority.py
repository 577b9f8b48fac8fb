"""Rules of silence count from the last day on which a report was in time, no longer from the last report.

The shipped rule of thirty days, where nobody has changed it, becomes the one of today. A rule that the office set keeps its days: what
it says now stands in its sentence, and the office may set it anew.
"""

from django.db import migrations

_SHIPPED = """
UPDATE urging_reminderrule SET days = 1, repeat_days = 15
WHERE code = 'lau-khong-cap-nhat' AND trigger = 'stale' AND is_shipped AND days = 30 AND repeat_days = 30"""


class Migration(migrations.Migration):
    dependencies = [("urging", "0002_only_starred")]

    operations = [migrations.RunSQL(_SHIPPED, migrations.RunSQL.noop)]
