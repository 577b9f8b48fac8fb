"""The one sequence from which every domain key comes, before the first table that needs it."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL("CREATE SEQUENCE dondoc_id AS bigint START 1001", "DROP SEQUENCE dondoc_id"),
    ]
