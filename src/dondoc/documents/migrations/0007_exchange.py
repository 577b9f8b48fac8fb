import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_document_reader_version"),
        ("organizations", "0002_foreign_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="taken_back_at",
            field=models.DateTimeField(
                help_text="when we agreed that its sender takes it back: frozen since", null=True
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="taken_back_reason",
            field=models.TextField(blank=True, db_default="", help_text="the sender's"),
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="created_by_id",
            field=models.BigIntegerField(help_text="nobody: the exchange fetched or wrote it by itself", null=True),
        ),
        migrations.CreateModel(
            name="ExchangeParty",
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
                (
                    "code",
                    models.CharField(help_text="from left to right, as bodies are compared: H33.12", max_length=35),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "unit_id",
                    models.BigIntegerField(help_text="the unit of the jurisdiction that this body is", null=True),
                ),
                ("in_charge", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=250)),
                ("email", models.CharField(blank=True, max_length=100)),
                ("telephone", models.CharField(blank=True, max_length=20)),
                (
                    "is_own",
                    models.BooleanField(default=False, help_text="in whose name this jurisdiction sends and receives"),
                ),
                ("is_active", models.BooleanField(default=True, help_text="whether it can be chosen as a receiver")),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="exchange_parties",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeCourse",
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
                ("party_id", models.BigIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("originator", "Bên gửi"), ("receiver", "Bên nhận")],
                        help_text="which side we are",
                        max_length=10,
                    ),
                ),
                ("other_code", models.CharField(max_length=35)),
                ("other_name", models.CharField(blank=True, max_length=200)),
                ("document_key", models.CharField(help_text="of the id, however it is spelt", max_length=200)),
                (
                    "composed_key",
                    models.CharField(
                        blank=True, help_text="body, day, number/symbol; for who names it so", max_length=200
                    ),
                ),
                ("document_ident", models.CharField(help_text="the id as it was written", max_length=200)),
                ("notation", models.CharField(blank=True, max_length=80)),
                ("issued_on", models.DateField(null=True)),
                ("subject", models.TextField(blank=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("last", models.CharField(blank=True, max_length=2)),
                ("reached", models.CharField(blank=True, max_length=2)),
                ("asked", models.CharField(blank=True, max_length=10)),
                ("agreed_to", models.CharField(blank=True, max_length=10)),
                ("is_over", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="courses",
                        to="documents.document",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "party",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "party_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="courses",
                        to="documents.exchangeparty",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncomingPacket",
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
                ("party_id", models.BigIntegerField()),
                ("name", models.CharField(help_text="under which it came", max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("file_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Chờ xử lý"),
                            ("quarantined", "Cách ly"),
                            ("another_body", "Gửi cơ quan khác"),
                            ("accepted", "Đã tiếp nhận"),
                            ("refused", "Đã từ chối"),
                            ("applied", "Đã ghi nhận"),
                            ("taken_back", "Bên gửi lấy lại"),
                            ("dismissed", "Đã bỏ qua"),
                        ],
                        max_length=12,
                    ),
                ),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "Văn bản mới"),
                            ("recall", "Thu hồi"),
                            ("update", "Cập nhật"),
                            ("replace", "Thay thế"),
                            ("status", "Trạng thái"),
                        ],
                        help_text="empty: unreadable",
                        max_length=10,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=2)),
                ("sender_code", models.CharField(blank=True, max_length=35)),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("document_ident", models.CharField(blank=True, max_length=200)),
                ("notation", models.CharField(blank=True, max_length=80)),
                ("type_name", models.CharField(blank=True, max_length=100)),
                ("issued_on", models.DateField(null=True)),
                ("subject", models.TextField(blank=True)),
                ("priority", models.PositiveSmallIntegerField(default=0)),
                ("steering", models.PositiveSmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="of the sender: why it is recalled, refused, updated"),
                ),
                ("course_id", models.BigIntegerField(null=True)),
                ("document_id", models.BigIntegerField(null=True)),
                ("entry_id", models.BigIntegerField(null=True)),
                ("received_at", models.DateTimeField()),
                ("times_seen", models.PositiveIntegerField(default=1, help_text="how often the same bytes came")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decision", models.TextField(blank=True, help_text="the words of who decided")),
                (
                    "course",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "course_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="incoming",
                        to="documents.exchangecourse",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "document",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "document_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="incoming_packets",
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
                        related_name="incoming_packets",
                        to="documents.registerentry",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="incoming_packets",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "party",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "party_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="incoming",
                        to="documents.exchangeparty",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutgoingPacket",
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
                ("course_id", models.BigIntegerField()),
                ("party_id", models.BigIntegerField()),
                ("sender_code", models.CharField(max_length=35)),
                ("receiver_code", models.CharField(max_length=35)),
                ("receiver_name", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "Văn bản mới"),
                            ("recall", "Thu hồi"),
                            ("update", "Cập nhật"),
                            ("replace", "Thay thế"),
                            ("status", "Trạng thái"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status", models.CharField(blank=True, help_text="the code of a status message", max_length=2)),
                ("steering", models.PositiveSmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("file_id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Chờ gửi"),
                            ("sending", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("failed", "Sẽ gửi lại"),
                            ("given_up", "Ngừng gửi, cần xử lý"),
                            ("cancelled", "Đã huỷ trước khi gửi"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField()),
                (
                    "claimed_until",
                    models.DateTimeField(
                        help_text="while it is being sent; after that whoever comes may send", null=True
                    ),
                ),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error", models.TextField(blank=True, help_text="of the last attempt, as the transport worded it")),
                ("queued_at", models.DateTimeField()),
                ("queued_by_id", models.BigIntegerField(help_text="nobody: the system answered by itself", null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "course",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "course_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing",
                        to="documents.exchangecourse",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing_packets",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "party",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "party_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="outgoing",
                        to="documents.exchangeparty",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CourseStatus",
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
                ("course_id", models.BigIntegerField()),
                ("code", models.CharField(max_length=2)),
                ("is_ours", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
                (
                    "staff",
                    models.CharField(
                        blank=True, help_text="the person to ask, as the message names them", max_length=200
                    ),
                ),
                (
                    "said_at",
                    models.DateTimeField(help_text="as the message says; of ours when it was queued", null=True),
                ),
                ("recorded_at", models.DateTimeField()),
                ("outgoing_id", models.BigIntegerField(null=True)),
                ("incoming_id", models.BigIntegerField(null=True)),
                (
                    "course",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "course_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="statuses",
                        to="documents.exchangecourse",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "incoming",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "incoming_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="statuses",
                        to="documents.incomingpacket",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "outgoing",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "outgoing_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="statuses",
                        to="documents.outgoingpacket",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="exchangeparty",
            constraint=models.UniqueConstraint(fields=("jurisdiction_id", "code"), name="exchange_party_code_unique"),
        ),
        migrations.AddConstraint(
            model_name="exchangeparty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_own", True)),
                fields=("jurisdiction_id",),
                name="exchange_party_one_own",
                violation_error_message="Đã khai một cơ quan khác là cơ quan mình.",
            ),
        ),
        migrations.AddIndex(
            model_name="exchangecourse",
            index=models.Index(fields=["jurisdiction_id", "document_id"], name="exchange_course_document"),
        ),
        migrations.AddIndex(
            model_name="exchangecourse",
            index=models.Index(fields=["jurisdiction_id", "party_id", "composed_key"], name="exchange_course_composed"),
        ),
        migrations.AddConstraint(
            model_name="exchangecourse",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "party_id", "side", "other_code", "document_key"),
                name="exchange_course_unique",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingpacket",
            index=models.Index(fields=["jurisdiction_id", "state", "-received_at"], name="incoming_packet_state"),
        ),
        migrations.AddIndex(
            model_name="incomingpacket",
            index=models.Index(fields=["jurisdiction_id", "course_id"], name="incoming_packet_course"),
        ),
        migrations.AddIndex(
            model_name="incomingpacket",
            index=models.Index(fields=["jurisdiction_id", "document_id"], name="incoming_packet_document"),
        ),
        migrations.AddConstraint(
            model_name="incomingpacket",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "party_id", "sha256"), name="incoming_packet_bytes_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingpacket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["quarantined", "another_body"]), _negated=True),
                    models.Q(("error_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="incoming_packet_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingpacket",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "failed", "sending"])),
                fields=["jurisdiction_id", "party_id", "next_attempt_at"],
                name="outgoing_packet_due",
            ),
        ),
        migrations.AddIndex(
            model_name="outgoingpacket",
            index=models.Index(fields=["jurisdiction_id", "course_id"], name="outgoing_packet_course"),
        ),
        migrations.AddIndex(
            model_name="outgoingpacket",
            index=models.Index(fields=["jurisdiction_id", "-queued_at"], name="outgoing_packet_newest"),
        ),
        migrations.AddConstraint(
            model_name="outgoingpacket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="outgoing_packet_sent_at",
            ),
        ),
        migrations.AddIndex(
            model_name="coursestatus",
            index=models.Index(fields=["jurisdiction_id", "course_id", "id"], name="course_status_course"),
        ),
        foreign_keys(
            ("documents_exchangeparty", "unit_id", "organizations_unit"),
            ("documents_exchangecourse", "party_id", "documents_exchangeparty"),
            ("documents_exchangecourse", "document_id", "documents_document"),
            ("documents_outgoingpacket", "course_id", "documents_exchangecourse"),
            ("documents_outgoingpacket", "party_id", "documents_exchangeparty"),
            ("documents_outgoingpacket", "file_id", "documents_storedfile"),
            ("documents_incomingpacket", "party_id", "documents_exchangeparty"),
            ("documents_incomingpacket", "course_id", "documents_exchangecourse"),
            ("documents_incomingpacket", "file_id", "documents_storedfile"),
            ("documents_incomingpacket", "document_id", "documents_document"),
            ("documents_incomingpacket", "entry_id", "documents_registerentry"),
            ("documents_coursestatus", "course_id", "documents_exchangecourse"),
            ("documents_coursestatus", "outgoing_id", "documents_outgoingpacket"),
            ("documents_coursestatus", "incoming_id", "documents_incomingpacket"),
        ),
    ]
