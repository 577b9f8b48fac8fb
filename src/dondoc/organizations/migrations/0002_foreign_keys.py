"""Composite foreign keys: a row can only point into its own jurisdiction."""

from django.db import migrations

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]
    operations = [
        foreign_keys(
            ("organizations_unit", "parent_unit_id", "organizations_unit"),
            ("organizations_unitsuccession", "predecessor_unit_id", "organizations_unit"),
            ("organizations_unitsuccession", "successor_unit_id", "organizations_unit"),
            ("organizations_groupmembership", "group_id", "organizations_unitgroup"),
            ("organizations_groupmembership", "unit_id", "organizations_unit"),
            ("organizations_post", "unit_id", "organizations_unit"),
            ("organizations_tenure", "post_id", "organizations_post"),
        ),
    ]
