"""Composite foreign keys: a row can only point into its own jurisdiction."""

from django.db import migrations

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("organizations", "0002_foreign_keys")]
    operations = [
        foreign_keys(
            ("accounts_user", "unit_id", "organizations_unit"),
        ),
    ]
