import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0005_registers"),
        ("organizations", "0002_foreign_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="SigningMandate",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("unit_id", models.BigIntegerField(help_text="the agency that issues")),
                ("post_id", models.BigIntegerField(help_text="the post whose holder signs")),
                (
                    "steps",
                    models.JSONField(default=list, help_text="lines of authority: [{form, of}], none for the head"),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        help_text="kinds it covers; none: all",
                        size=None,
                    ),
                ),
                ("basis", models.CharField(blank=True, help_text="the written authorisation", max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                (
                    "post",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "post_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="signing_mandates",
                        to="organizations.post",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="signing_mandates",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutgoingDraft",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("unit_id", models.BigIntegerField(help_text="the agency that issues")),
                ("kind", models.CharField(help_text="one of the 29 kinds", max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Đang soạn"),
                            ("submitted", "Đã trình"),
                            ("returned", "Trả lại"),
                            ("approved", "Đã duyệt"),
                            ("numbered", "Đã cấp số"),
                            ("signed", "Đã ký"),
                            ("issued", "Đã phát hành"),
                            ("recalled", "Đã thu hồi"),
                            ("discarded", "Đã bỏ"),
                        ],
                        default="drafting",
                        max_length=10,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("blank", "Mẫu trống theo loại văn bản"),
                            ("document", "Văn bản khác"),
                            ("conclusions", "Kết luận cuộc họp"),
                        ],
                        default="blank",
                        max_length=12,
                    ),
                ),
                ("source_document_id", models.BigIntegerField(null=True)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("none", "Không liên quan"),
                            ("answers", "Trả lời"),
                            ("corrects", "Đính chính"),
                            ("amends", "Sửa đổi, bổ sung"),
                            ("replaces", "Thay thế"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                ("subject", models.TextField(blank=True)),
                ("content", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("field_id", models.BigIntegerField(null=True)),
                ("mandate_id", models.BigIntegerField(null=True)),
                (
                    "drafter_letters",
                    models.CharField(blank=True, help_text="who drafted a công văn, in its symbol", max_length=20),
                ),
                ("return_reason", models.TextField(blank=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by_id", models.BigIntegerField(null=True)),
                ("entry_id", models.BigIntegerField(null=True)),
                (
                    "rendered_file_id",
                    models.BigIntegerField(help_text="the PDF with its number, to be signed", null=True),
                ),
                ("signed_file_id", models.BigIntegerField(null=True)),
                (
                    "signed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paper", "Ký trên giấy"),
                            ("key_file", "Ký số bằng tệp khoá"),
                            ("external", "Ký số tại dịch vụ ký"),
                            ("uploaded", "Tải lên tệp đã ký số"),
                        ],
                        max_length=10,
                    ),
                ),
                ("signed_at", models.DateTimeField(null=True)),
                (
                    "signer_name",
                    models.CharField(blank=True, help_text="who held the post on the day of signing", max_length=120),
                ),
                ("document_id", models.BigIntegerField(help_text="what it became when it was issued", null=True)),
                ("issued_at", models.DateTimeField(null=True)),
                ("recall_reason", models.TextField(blank=True)),
                ("recalled_at", models.DateTimeField(null=True)),
                ("search_text", models.TextField(blank=True, help_text="kind, subject and code, folded")),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing_drafts",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "entry",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "entry_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing_drafts",
                        to="documents.registerentry",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "field",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "field_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.workfield",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "rendered_file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "rendered_file_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "signed_file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "signed_file_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "source_document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "source_document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="drafts_from",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing_drafts",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "mandate",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "mandate_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="drafts",
                        to="drafting.signingmandate",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftVersion",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("draft_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafting", "Đang soạn"),
                            ("submitted", "Đã trình"),
                            ("returned", "Trả lại"),
                            ("approved", "Đã duyệt"),
                            ("numbered", "Đã cấp số"),
                            ("signed", "Đã ký"),
                            ("issued", "Đã phát hành"),
                            ("recalled", "Đã thu hồi"),
                            ("discarded", "Đã bỏ"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("saved_at", models.DateTimeField()),
                ("saved_by_id", models.BigIntegerField()),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "draft_id", "number"), name="draft_version_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftComment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("draft_id", models.BigIntegerField()),
                ("version", models.PositiveIntegerField()),
                (
                    "clause",
                    models.CharField(
                        blank=True, help_text="place in the body (“0.2”), none for the whole", max_length=60
                    ),
                ),
                ("quoted", models.CharField(blank=True, help_text="how the clause began then", max_length=200)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField()),
                ("resolved_at", models.DateTimeField(null=True)),
                ("resolved_by_id", models.BigIntegerField(null=True)),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="comments",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["jurisdiction_id", "draft_id", "made_at"], name="draft_comment_draft")
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningJob",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=models.Func(
                            models.Value("dondoc_id"), function="nextval", output_field=models.BigIntegerField()
                        ),
                        editable=False,
                    ),
                ),
                ("draft_id", models.BigIntegerField()),
                ("prepared_file_id", models.BigIntegerField()),
                ("token", models.TextField(help_text="ties the answer to the question; see documents.signing")),
                (
                    "callback_hash",
                    models.BinaryField(help_text="SHA-256 of the secret in the callback's address", max_length=32),
                ),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                (
                    "draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "draft_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="signing_jobs",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "prepared_file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "prepared_file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "draft_id"], name="signing_job_draft")],
            },
        ),
        migrations.AddIndex(
            model_name="signingmandate",
            index=models.Index(fields=["jurisdiction_id", "unit_id"], name="mandate_unit"),
        ),
        migrations.AddConstraint(
            model_name="signingmandate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="mandate_period_ordered",
                violation_error_message="Ngày kết thúc không thể trước ngày bắt đầu.",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingdraft",
            index=models.Index(fields=["jurisdiction_id", "state", "-changed_at"], name="outgoing_draft_state"),
        ),
        migrations.AddIndex(
            model_name="outgoingdraft",
            index=models.Index(fields=["jurisdiction_id", "source_document_id"], name="outgoing_draft_source"),
        ),
        migrations.AddConstraint(
            model_name="outgoingdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("document_id__isnull", False)),
                fields=("jurisdiction_id", "document_id"),
                name="outgoing_draft_document_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingdraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("entry_id__isnull", False)),
                fields=("jurisdiction_id", "entry_id"),
                name="outgoing_draft_entry_unique",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True), ("document_id__isnull", False), _connector="OR"
                ),
                name="outgoing_draft_issued_is_document",
            ),
        ),
        foreign_keys(
            ("drafting_signingmandate", "unit_id", "organizations_unit"),
            ("drafting_signingmandate", "post_id", "organizations_post"),
            ("drafting_outgoingdraft", "unit_id", "organizations_unit"),
            ("drafting_outgoingdraft", "source_document_id", "documents_document"),
            ("drafting_outgoingdraft", "field_id", "organizations_workfield"),
            ("drafting_outgoingdraft", "mandate_id", "drafting_signingmandate"),
            ("drafting_outgoingdraft", "entry_id", "documents_registerentry"),
            ("drafting_outgoingdraft", "rendered_file_id", "documents_storedfile"),
            ("drafting_outgoingdraft", "signed_file_id", "documents_storedfile"),
            ("drafting_outgoingdraft", "document_id", "documents_document"),
            ("drafting_draftversion", "draft_id", "drafting_outgoingdraft"),
            ("drafting_draftcomment", "draft_id", "drafting_outgoingdraft"),
            ("drafting_signingjob", "draft_id", "drafting_outgoingdraft"),
            ("drafting_signingjob", "prepared_file_id", "documents_storedfile"),
        ),
    ]
