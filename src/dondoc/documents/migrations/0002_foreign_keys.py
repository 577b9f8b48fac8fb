"""Composite foreign keys: a row can only point into its own jurisdiction."""

from django.db import migrations

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("organizations", "0002_foreign_keys")]
    operations = [
        foreign_keys(
            ("documents_document", "file_id", "documents_storedfile"),
            ("documents_documentrecipient", "document_id", "documents_document"),
        ),
    ]
