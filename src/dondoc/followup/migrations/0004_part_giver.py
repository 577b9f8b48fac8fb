from django.db import migrations, models

_FILL = """
UPDATE followup_part AS p SET
  giver_unit_id = coalesce(above.unit_id, a.unit_id), giver_user_id = above.user_id
FROM directives_assignment AS a, followup_part AS own
LEFT JOIN followup_part AS above ON above.jurisdiction_id = own.jurisdiction_id AND above.id = own.parent_part_id
WHERE own.jurisdiction_id = p.jurisdiction_id AND own.id = p.id
  AND a.jurisdiction_id = p.jurisdiction_id AND a.id = p.assignment_id
"""


class Migration(migrations.Migration):
    """Who divided stands beside the part, so that what waits for somebody's word is found by an index."""

    dependencies = [
        ("followup", "0003_part_awaiting"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="part", name="part_awaiting"),
        migrations.AddField(
            model_name="part", name="giver_unit_id",
            field=models.BigIntegerField(null=True, help_text="the unit of who divided: of the part above, or of the assignment"),
        ),
        migrations.AddField(
            model_name="part", name="giver_user_id",
            field=models.BigIntegerField(null=True, help_text="the person that the part above names"),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="part", name="giver_unit_id",
            field=models.BigIntegerField(help_text="the unit of who divided: of the part above, or of the assignment"),
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                fields=["jurisdiction_id", "giver_unit_id", "due_on"], condition=models.Q(lifecycle="reported"),
                name="part_awaiting_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="part",
            index=models.Index(
                fields=["jurisdiction_id", "giver_user_id", "due_on"],
                condition=models.Q(lifecycle="reported", giver_user_id__isnull=False), name="part_awaiting_person",
            ),
        ),
    ]  # fmt: skip
