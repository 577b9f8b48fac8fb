import django.db.models.deletion
from django.db import migrations, models

from dondoc.foundation.models import foreign_keys


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0007_exchange"),
        ("drafting", "0001_initial"),
        ("organizations", "0002_foreign_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
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
                ("meeting_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(help_text="as a notice words it: “Thành viên UBND tỉnh”", max_length=300)),
                (
                    "requirement",
                    models.CharField(
                        choices=[
                            ("in_person", "Người được mời phải trực tiếp dự"),
                            ("deputy", "Được cử cấp phó khi chủ trì đồng ý"),
                            ("leader", "Một lãnh đạo cơ quan"),
                            ("anyone", "Đại diện cơ quan"),
                        ],
                        default="leader",
                        max_length=10,
                    ),
                ),
                (
                    "is_counted",
                    models.BooleanField(default=False, help_text="absences and substitutes are named in the notice"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
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
                ("unit_id", models.BigIntegerField(help_text="who holds it")),
                ("series_id", models.BigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "Phiên họp thường kỳ"),
                            ("topic", "Họp chuyên đề"),
                            ("conference", "Hội nghị"),
                            ("briefing", "Giao ban"),
                            ("reception", "Tiếp công dân của lãnh đạo"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("in_room", "Trực tiếp"),
                            ("online", "Trực tuyến"),
                            ("hybrid", "Trực tiếp kết hợp trực tuyến"),
                        ],
                        default="in_room",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Dự kiến"),
                            ("called", "Đã mời"),
                            ("running", "Đang họp"),
                            ("ended", "Đã kết thúc"),
                            ("cancelled", "Đã huỷ"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=400)),
                ("content", models.TextField(blank=True, help_text="what it deals with, as the invitation says it")),
                ("requests", models.TextField(blank=True, help_text="what who comes is to prepare")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("room_id", models.BigIntegerField(null=True)),
                ("place", models.CharField(blank=True, help_text="where there is no room of the list", max_length=300)),
                ("link", models.URLField(blank=True, max_length=400)),
                ("chair_post_id", models.BigIntegerField(null=True)),
                (
                    "chair_name",
                    models.CharField(
                        blank=True, help_text="who held the post on the day, or was typed", max_length=120
                    ),
                ),
                ("chair_title", models.CharField(blank=True, help_text="as a notice words it", max_length=200)),
                ("field_id", models.BigIntegerField(null=True)),
                (
                    "short_notice_reason",
                    models.CharField(blank=True, help_text="why less than three working days", max_length=500),
                ),
                ("cancel_reason", models.CharField(blank=True, max_length=500)),
                ("version", models.PositiveIntegerField(default=1)),
                ("sequence", models.PositiveIntegerField(default=0, help_text="SEQUENCE of the iCalendar invitation")),
                ("live_seq", models.BigIntegerField(default=0)),
                (
                    "door_secret",
                    models.CharField(blank=True, help_text="what the QR code at the door carries", max_length=64),
                ),
                ("invitation_draft_id", models.BigIntegerField(null=True)),
                ("notice_draft_id", models.BigIntegerField(null=True)),
                ("minutes_draft_id", models.BigIntegerField(null=True)),
                ("called_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("search_text", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "chair_post",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "chair_post_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="chaired_meetings",
                        to="organizations.post",
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
                    "invitation_draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "invitation_draft_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "minutes_draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "minutes_draft_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "notice_draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "notice_draft_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="meetings",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitee",
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
                ("meeting_id", models.BigIntegerField()),
                ("category_id", models.BigIntegerField()),
                ("venue_id", models.BigIntegerField(null=True)),
                ("position", models.PositiveIntegerField()),
                ("unit_id", models.BigIntegerField(help_text="none: a body outside of the directory", null=True)),
                ("post_id", models.BigIntegerField(null=True)),
                ("body", models.CharField(help_text="the body as it is named in a list", max_length=200)),
                ("person_name", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("withdrawn_at", models.DateTimeField(help_text="no longer called", null=True)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "Chưa trả lời"),
                            ("comes", "Dự họp"),
                            ("absent", "Xin vắng"),
                            ("substitute", "Xin cử người dự thay"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "reason_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mission", "Đi công tác"),
                            ("meeting", "Dự cuộc họp khác"),
                            ("leave", "Nghỉ phép"),
                            ("sick", "Ốm đau"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("substitute_name", models.CharField(blank=True, max_length=120)),
                ("substitute_title", models.CharField(blank=True, max_length=200)),
                ("substitute_post_id", models.BigIntegerField(null=True)),
                (
                    "substitute_rank",
                    models.CharField(
                        choices=[("none", "–"), ("deputy", "Cấp phó"), ("other", "Không phải cấp phó")],
                        default="none",
                        max_length=6,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("not_asked", "Chưa xin ý kiến"),
                            ("asked", "Chờ chủ trì cho ý kiến"),
                            ("granted", "Chủ trì đồng ý"),
                            ("refused", "Chủ trì không đồng ý"),
                        ],
                        default="not_asked",
                        max_length=9,
                    ),
                ),
                ("consent_note", models.CharField(blank=True, max_length=500)),
                ("consented_at", models.DateTimeField(null=True)),
                ("consented_by_id", models.BigIntegerField(null=True)),
                (
                    "presence",
                    models.CharField(
                        choices=[("unknown", "Chưa điểm danh"), ("present", "Có mặt"), ("absent", "Vắng mặt")],
                        default="unknown",
                        max_length=7,
                    ),
                ),
                (
                    "attendee",
                    models.CharField(
                        choices=[
                            ("nobody", "Không có ai"),
                            ("invited", "Đúng người được mời"),
                            ("substitute", "Người dự thay"),
                        ],
                        default="nobody",
                        max_length=10,
                    ),
                ),
                ("attendee_name", models.CharField(blank=True, max_length=120)),
                ("attendee_title", models.CharField(blank=True, max_length=200)),
                (
                    "attendee_rank",
                    models.CharField(
                        choices=[("none", "–"), ("deputy", "Cấp phó"), ("other", "Không phải cấp phó")],
                        default="none",
                        max_length=6,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_room", "Tại phòng họp"), ("online", "Tại điểm cầu, trực tuyến")],
                        default="in_room",
                        max_length=7,
                    ),
                ),
                (
                    "check_in",
                    models.CharField(
                        choices=[
                            ("none", "–"),
                            ("list", "Theo danh sách"),
                            ("qr", "Mã QR tại cửa"),
                            ("venue", "Điểm cầu báo"),
                        ],
                        default="none",
                        max_length=5,
                    ),
                ),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_by_id", models.BigIntegerField(null=True)),
                (
                    "category",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "category_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="invitees",
                        to="meetings.category",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "post",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "post_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="invitations",
                        to="organizations.post",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "substitute_post",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "substitute_post_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.post",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="invitations",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="invitees",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="category",
            name="meeting",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "meeting_id"],
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="categories",
                to="meetings.meeting",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                ("meeting_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("presenter_unit_id", models.BigIntegerField(null=True)),
                ("presenter", models.CharField(blank=True, help_text="who presents it: post and name", max_length=200)),
                ("minutes", models.PositiveSmallIntegerField(default=15, help_text="planned")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Chưa đến"), ("running", "Đang diễn ra"), ("done", "Đã xong")],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "presenter_unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "presenter_unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="agenda",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingRoom",
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
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("seats", models.PositiveIntegerField(null=True)),
                ("link", models.URLField(blank=True, help_text="of the room's own video equipment", max_length=400)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "name"),
                        name="meeting_room_name_unique",
                        violation_error_message="Phòng họp này đã có.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="room",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "room_id"],
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="meetings",
                to="meetings.meetingroom",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.CreateModel(
            name="MeetingSeries",
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
                ("unit_id", models.BigIntegerField(help_text="whose meetings they are")),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("regular", "Phiên họp thường kỳ"),
                            ("topic", "Họp chuyên đề"),
                            ("conference", "Hội nghị"),
                            ("briefing", "Giao ban"),
                            ("reception", "Tiếp công dân của lãnh đạo"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "rrule",
                    models.CharField(
                        blank=True, help_text="how often, as in iCalendar (RFC 5545); none: as called", max_length=200
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="meeting",
            name="series",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "series_id"],
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="meetings",
                to="meetings.meetingseries",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.CreateModel(
            name="Opinion",
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
                ("item_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("agree", "Đồng ý"),
                            ("agree_with", "Đồng ý, có ý kiến thêm"),
                            ("disagree", "Không đồng ý"),
                            ("abstain", "Không có ý kiến"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "item_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="opinions",
                        to="meetings.agendaitem",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnNote",
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
                ("meeting_id", models.BigIntegerField()),
                ("user_id", models.BigIntegerField()),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="own_notes",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
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
                ("meeting_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "Báo cáo, tờ trình"),
                            ("summary", "Bản tóm tắt"),
                            ("other", "Tài liệu khác"),
                        ],
                        default="report",
                        max_length=7,
                    ),
                ),
                ("title", models.CharField(max_length=400)),
                ("unit_id", models.BigIntegerField(help_text="who sends it", null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "item",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "item_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="papers",
                        to="meetings.agendaitem",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="papers",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaperVersion",
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
                ("paper_id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("file_id", models.BigIntegerField()),
                ("pages", models.PositiveIntegerField(help_text="of A4, where the file says it", null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField()),
                ("sent_by_id", models.BigIntegerField()),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "paper",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "paper_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="meetings.paper",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remark",
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
                ("meeting_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                ("invitee_id", models.BigIntegerField(null=True)),
                ("position", models.PositiveIntegerField()),
                ("body", models.CharField(help_text="whose view it is: unit or body", max_length=200)),
                ("speaker", models.CharField(blank=True, help_text="post and name", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Đăng ký phát biểu"),
                            ("speaking", "Đang phát biểu"),
                            ("done", "Đã phát biểu"),
                            ("withdrawn", "Thôi phát biểu"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("asked_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "client_key",
                    models.CharField(blank=True, help_text="of who wrote it: sent again, it is one row", max_length=40),
                ),
                (
                    "invitee",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "invitee_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="remarks",
                        to="meetings.invitee",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "item",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "item_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="remarks",
                        to="meetings.agendaitem",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="remarks",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SlipRound",
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
                ("unit_id", models.BigIntegerField(help_text="the body whose members are asked")),
                ("title", models.CharField(max_length=400)),
                ("content", models.TextField(help_text="what the members are asked to agree to")),
                ("proposer_unit_id", models.BigIntegerField(help_text="who submits the matter", null=True)),
                ("file_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Đang chuẩn bị"),
                            ("sent", "Đang lấy ý kiến"),
                            ("closed", "Đã kết thúc"),
                            ("cancelled", "Đã huỷ"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                (
                    "silence",
                    models.CharField(
                        choices=[
                            ("agrees", "Quá hạn không trả lời là đồng ý"),
                            ("abstains", "Quá hạn không trả lời là không có ý kiến"),
                            ("unanswered", "Chỉ đếm phiếu đã trả lời"),
                        ],
                        default="agrees",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=500)),
                ("record_draft_id", models.BigIntegerField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("created_by_id", models.BigIntegerField()),
                (
                    "file",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "file_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "proposer_unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "proposer_unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "record_draft",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "record_draft_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="drafting.outgoingdraft",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Slip",
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
                ("round_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("post_id", models.BigIntegerField(null=True)),
                ("person_name", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agree", "Đồng ý"),
                            ("agree_with", "Đồng ý, có ý kiến thêm"),
                            ("disagree", "Không đồng ý"),
                            ("abstain", "Không có ý kiến"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                (
                    "post",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "post_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.post",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "round",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "round_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="slips",
                        to="meetings.slipround",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Venue",
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
                ("meeting_id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("unit_id", models.BigIntegerField(help_text="whose people keep its list", null=True)),
                ("place", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=400)),
                ("is_main", models.BooleanField(default=False)),
                ("chair_id", models.BigIntegerField(help_text="the invitee who chairs it", null=True)),
                (
                    "chair",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "chair_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="venues_chaired",
                        to="meetings.invitee",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="venues",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "unit",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "unit_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.unit",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="invitee",
            name="venue",
            field=models.ForeignObject(
                from_fields=["jurisdiction_id", "venue_id"],
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="invitees",
                to="meetings.venue",
                to_fields=["jurisdiction_id", "id"],
            ),
        ),
        migrations.CreateModel(
            name="Explanation",
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
                ("invitee_id", models.BigIntegerField()),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by_id", models.BigIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("open", "Chờ xem xét"),
                            ("accepted", "Chấp nhận giải trình"),
                            ("not_accepted", "Không chấp nhận"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("verdict_note", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                (
                    "invitee",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "invitee_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="explanations",
                        to="meetings.invitee",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["jurisdiction_id", "invitee_id"], name="explanation_of_invitee")],
            },
        ),
        migrations.CreateModel(
            name="LiveChange",
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
                ("meeting_id", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("meeting", "Cuộc họp"),
                            ("agenda", "Chương trình"),
                            ("attendance", "Điểm danh"),
                            ("remarks", "Phát biểu"),
                            ("decisions", "Quyết nghị"),
                            ("conclusions", "Kết luận"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("all", "Mọi người dự họp"), ("office", "Thư ký, chủ trì")],
                        default="all",
                        max_length=6,
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="live_changes",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction_id", "meeting_id", "seq"), name="live_change_seq_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("meeting_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("votes_for", models.PositiveIntegerField(null=True)),
                ("votes_against", models.PositiveIntegerField(null=True)),
                ("votes_abstained", models.PositiveIntegerField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "client_key",
                    models.CharField(blank=True, help_text="of who wrote it: sent again, it is one row", max_length=40),
                ),
                (
                    "item",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "item_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="decisions",
                        to="meetings.agendaitem",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="decisions",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="decision_of_meeting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("client_key", ""), _negated=True),
                        fields=("jurisdiction_id", "meeting_id", "client_key"),
                        name="meeting_decision_client_key_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
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
                ("meeting_id", models.BigIntegerField()),
                ("item_id", models.BigIntegerField(null=True)),
                ("position", models.PositiveIntegerField()),
                ("depth", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[("heading", "Đề mục"), ("clause", "Điểm"), ("paragraph", "Đoạn")],
                        default="clause",
                        max_length=9,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(blank=True)),
                ("duties", models.JSONField(default=list)),
                ("is_shown", models.BooleanField(default=False, help_text="on the participants' and the large screen")),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by_id", models.BigIntegerField()),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "client_key",
                    models.CharField(blank=True, help_text="of who wrote it: sent again, it is one row", max_length=40),
                ),
                (
                    "item",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "item_id"],
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="conclusions",
                        to="meetings.agendaitem",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
                (
                    "meeting",
                    models.ForeignObject(
                        from_fields=["jurisdiction_id", "meeting_id"],
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="conclusions",
                        to="meetings.meeting",
                        to_fields=["jurisdiction_id", "id"],
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="conclusion_of_meeting")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("client_key", ""), _negated=True),
                        fields=("jurisdiction_id", "meeting_id", "client_key"),
                        name="meeting_conclusion_client_key_unique",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "meeting_id", "name"),
                name="meeting_category_unique",
                violation_error_message="Cuộc họp đã có thành phần này.",
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="agenda_of_meeting"),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("jurisdiction_id", "meeting_id"),
                name="agenda_one_running",
                violation_error_message="Một nội dung khác đang diễn ra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingseries",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "name"),
                name="meeting_series_name_unique",
                violation_error_message="Chuỗi họp này đã có.",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["jurisdiction_id", "starts_at"], name="meeting_starts"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["jurisdiction_id", "series_id", "starts_at"], name="meeting_of_series"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["jurisdiction_id", "notice_draft_id"], name="meeting_notice"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="meeting_ends_after_start",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "item_id", "unit_id"), name="meeting_opinion_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="ownnote",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "meeting_id", "user_id"), name="meeting_own_note_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["jurisdiction_id", "meeting_id"], name="paper_of_meeting"),
        ),
        migrations.AddConstraint(
            model_name="paperversion",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "paper_id", "number"), name="paper_version_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="remark_of_meeting"),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("client_key", ""), _negated=True),
                fields=("jurisdiction_id", "meeting_id", "client_key"),
                name="meeting_remark_client_key_unique",
            ),
        ),
        migrations.AddIndex(
            model_name="slipround",
            index=models.Index(fields=["jurisdiction_id", "state", "due_at"], name="slip_round_state"),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "round_id", "unit_id", "post_id"),
                name="slip_member_unique",
                nulls_distinct=False,
                violation_error_message="Thành viên này đã có phiếu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.UniqueConstraint(
                fields=("jurisdiction_id", "meeting_id", "name"),
                name="meeting_venue_unique",
                violation_error_message="Cuộc họp đã có điểm cầu này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main", True)),
                fields=("jurisdiction_id", "meeting_id"),
                name="meeting_one_main_venue",
                violation_error_message="Cuộc họp đã có điểm cầu chính.",
            ),
        ),
        migrations.AddIndex(
            model_name="invitee",
            index=models.Index(fields=["jurisdiction_id", "meeting_id", "position"], name="invitee_of_meeting"),
        ),
        migrations.AddIndex(
            model_name="invitee",
            index=models.Index(fields=["jurisdiction_id", "unit_id"], name="invitee_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("post_id__isnull", False), ("withdrawn_at__isnull", True)),
                fields=("jurisdiction_id", "meeting_id", "post_id"),
                name="meeting_invitee_post_unique",
                violation_error_message="Người giữ chức danh này đã được mời.",
            ),
        ),
        foreign_keys(
            ("meetings_category", "meeting_id", "meetings_meeting"),
            ("meetings_venue", "meeting_id", "meetings_meeting"),
            ("meetings_venue", "unit_id", "organizations_unit"),
            ("meetings_venue", "chair_id", "meetings_invitee"),
            ("meetings_invitee", "meeting_id", "meetings_meeting"),
            ("meetings_invitee", "category_id", "meetings_category"),
            ("meetings_invitee", "venue_id", "meetings_venue"),
            ("meetings_invitee", "unit_id", "organizations_unit"),
            ("meetings_invitee", "post_id", "organizations_post"),
            ("meetings_invitee", "substitute_post_id", "organizations_post"),
            ("meetings_explanation", "invitee_id", "meetings_invitee"),
            ("meetings_agendaitem", "meeting_id", "meetings_meeting"),
            ("meetings_agendaitem", "presenter_unit_id", "organizations_unit"),
            ("meetings_paper", "meeting_id", "meetings_meeting"),
            ("meetings_paper", "item_id", "meetings_agendaitem"),
            ("meetings_paper", "unit_id", "organizations_unit"),
            ("meetings_paperversion", "paper_id", "meetings_paper"),
            ("meetings_paperversion", "file_id", "documents_storedfile"),
            ("meetings_opinion", "item_id", "meetings_agendaitem"),
            ("meetings_opinion", "unit_id", "organizations_unit"),
            ("meetings_remark", "meeting_id", "meetings_meeting"),
            ("meetings_remark", "item_id", "meetings_agendaitem"),
            ("meetings_remark", "invitee_id", "meetings_invitee"),
            ("meetings_decision", "meeting_id", "meetings_meeting"),
            ("meetings_decision", "item_id", "meetings_agendaitem"),
            ("meetings_conclusion", "meeting_id", "meetings_meeting"),
            ("meetings_conclusion", "item_id", "meetings_agendaitem"),
            ("meetings_ownnote", "meeting_id", "meetings_meeting"),
            ("meetings_livechange", "meeting_id", "meetings_meeting"),
            ("meetings_slipround", "unit_id", "organizations_unit"),
            ("meetings_slipround", "proposer_unit_id", "organizations_unit"),
            ("meetings_slipround", "file_id", "documents_storedfile"),
            ("meetings_slipround", "record_draft_id", "drafting_outgoingdraft"),
            ("meetings_slip", "round_id", "meetings_slipround"),
            ("meetings_slip", "unit_id", "organizations_unit"),
            ("meetings_slip", "post_id", "organizations_post"),
            ("meetings_meetingseries", "unit_id", "organizations_unit"),
            ("meetings_meeting", "unit_id", "organizations_unit"),
            ("meetings_meeting", "series_id", "meetings_meetingseries"),
            ("meetings_meeting", "room_id", "meetings_meetingroom"),
            ("meetings_meeting", "chair_post_id", "organizations_post"),
            ("meetings_meeting", "field_id", "organizations_workfield"),
            ("meetings_meeting", "invitation_draft_id", "drafting_outgoingdraft"),
            ("meetings_meeting", "notice_draft_id", "drafting_outgoingdraft"),
            ("meetings_meeting", "minutes_draft_id", "drafting_outgoingdraft"),
        ),
    ]
