"""Composite foreign keys: a row can only point into its own jurisdiction."""

from django.db import migrations

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0001_initial"),
        ("organizations", "0002_foreign_keys"),
        ("documents", "0002_foreign_keys"),
    ]
    operations = [
        foreign_keys(
            ("directives_draftreading", "document_id", "documents_document"),
            ("directives_draftreading", "field_id", "organizations_workfield"),
            ("directives_directive", "document_id", "documents_document"),
            ("directives_directive", "field_id", "organizations_workfield"),
            ("directives_directive", "event_id", "directives_deadlineevent"),
            ("directives_assignment", "directive_id", "directives_directive"),
            ("directives_assignment", "unit_id", "organizations_unit"),
            ("directives_evidence", "assignment_id", "directives_assignment"),
            ("directives_evidence", "file_id", "documents_storedfile"),
        ),
    ]
