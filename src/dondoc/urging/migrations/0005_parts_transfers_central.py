"""Rules of divided parts, transfers and the centre's deadlines; an office that has its rules already gets the shipped ones of these.

They are marked as shipped until the leader of the office sets or ends them, as all shipped ones are. What stands here is what the
room shipped on that day; `defaults` goes on.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

_UNIT, _PART, _OFFICE = "focal_point,unit_head", "holder,giver", "specialist,office_leader"
_RULES = (
    # code, name, trigger, days, again every, working days, ranks, position
    ("phan-viec-truoc-han-2", "Phần việc sắp đến hạn", "part_before_due", 2, 0, True, "holder", 150),
    ("phan-viec-den-han", "Phần việc đến hạn", "part_before_due", 0, 0, False, "holder", 160),
    ("phan-viec-qua-han", "Phần việc quá hạn", "part_overdue", 1, 7, False, _PART, 170),
    ("phan-viec-qua-han-10", "Phần việc quá hạn 10 ngày", "part_overdue", 10, 0, False, f"{_PART},unit_head", 180),
    ("phan-viec-chua-nhan", "Phần việc chưa tiếp nhận", "part_unacknowledged", 2, 5, True, "holder", 190),
    ("phan-viec-cho-nhan", "Phần việc báo cáo chờ nơi chia", "part_awaiting", 2, 3, True, "giver", 200),
    ("chuyen-cho-tra-loi", "Đề nghị chuyển việc chờ trả lời", "transfer_asked", 2, 3, True, _UNIT, 210),
    ("chuyen-cho-quyet-dinh", "Đề nghị chuyển việc chờ quyết định", "transfer_agreed", 2, 3, True, _OFFICE, 220),
    ("trung-uong-truoc-han-5", "Sắp đến hạn Trung ương", "central_before_due", 5, 0, True, f"{_UNIT},specialist", 230),
    (
        "trung-uong-truoc-han-2", "Còn 2 ngày làm việc đến hạn Trung ương", "central_before_due", 2, 0, True,
        f"{_UNIT},{_OFFICE}", 240,
    ),
    ("trung-uong-den-han", "Ngày đến hạn Trung ương", "central_before_due", 0, 0, False, f"{_UNIT},{_OFFICE}", 250),
    ("trung-uong-qua-han", "Quá hạn Trung ương", "central_overdue", 1, 7, False, f"{_UNIT},{_OFFICE},chair", 260),
)  # fmt: skip
_ADD = """
INSERT INTO urging_reminderrule (jurisdiction_id, code, name, trigger, days, repeat_days, is_working_days, ranks, role, origin,
  field_ids, only_starred, at_once, position, is_active, is_shipped, changed_at)
SELECT h.jurisdiction_id, %s, %s, %s, %s, %s, %s, string_to_array(%s, ','), '', '', '{}', false, false, %s, true, true, now()
FROM (SELECT DISTINCT jurisdiction_id FROM urging_reminderrule) h
ON CONFLICT (jurisdiction_id, code) DO NOTHING"""


class Migration(migrations.Migration):
    dependencies = [
        ("urging", "0004_rule_at_once"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="reminderrule",
            name="reminder_rule_days_fit",
        ),
        migrations.AlterField(
            model_name="reminder",
            name="assignment_id",
            field=models.BigIntegerField(
                help_text="empty for an explanation of several, for a task of the centre", null=True
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="unit_id",
            field=models.BigIntegerField(
                help_text="empty for a task of the centre that no unit was named for", null=True
            ),
        ),
        migrations.AlterField(
            model_name="reminderrule",
            name="ranks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("holder", "người hoặc đơn vị giữ phần việc"),
                        ("giver", "nơi chia việc"),
                        ("focal_point", "đầu mối đơn vị"),
                        ("unit_head", "thủ trưởng đơn vị"),
                        ("specialist", "chuyên viên theo dõi lĩnh vực"),
                        ("office_leader", "lãnh đạo Văn phòng"),
                        ("chair", "lãnh đạo UBND tỉnh"),
                    ],
                    max_length=16,
                ),
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="reminderrule",
            name="trigger",
            field=models.CharField(
                choices=[
                    ("before_due", "Trước hạn hoặc trong ngày đến hạn"),
                    ("overdue", "Quá hạn"),
                    ("stale", "Lâu không có cập nhật"),
                    ("unacknowledged", "Chưa tiếp nhận"),
                    ("awaiting_office", "Báo cáo chờ Văn phòng"),
                    ("extension_waiting", "Đề nghị gia hạn chờ quyết định"),
                    ("explanation_due", "Giải trình sắp đến hạn"),
                    ("explanation_overdue", "Giải trình quá hạn"),
                    ("part_before_due", "Phần việc được chia: trước hạn hoặc trong ngày đến hạn"),
                    ("part_overdue", "Phần việc được chia: quá hạn"),
                    ("part_unacknowledged", "Phần việc được chia: chưa tiếp nhận"),
                    ("part_awaiting", "Phần việc được chia: báo cáo chờ nơi chia việc"),
                    ("transfer_asked", "Đề nghị chuyển việc chờ đơn vị nhận trả lời"),
                    ("transfer_agreed", "Đề nghị chuyển việc chờ Văn phòng quyết định"),
                    ("central_before_due", "Trước hạn Trung ương hoặc trong ngày đến hạn Trung ương"),
                    ("central_overdue", "Quá hạn Trung ương"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("repeat_days", 0),
                        ("trigger__in", ["before_due", "explanation_due", "part_before_due", "central_before_due"]),
                    ),
                    models.Q(
                        models.Q(
                            ("trigger__in", ["before_due", "explanation_due", "part_before_due", "central_before_due"]),
                            _negated=True,
                        ),
                        ("days__gte", 1),
                    ),
                    _connector="OR",
                ),
                name="reminder_rule_days_fit",
            ),
        ),
        migrations.RunSQL([(_ADD, list(rule)) for rule in _RULES], migrations.RunSQL.noop),
    ]
