from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("urging", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reminderrule",
            name="only_starred",
            field=models.BooleanField(default=False, help_text="only what a leader starred"),
        ),
        migrations.AlterField(
            model_name="urgeditem",
            name="lifecycle",
            field=models.CharField(
                choices=[
                    ("assigned", "Đã giao"),
                    ("acknowledged", "Đã tiếp nhận"),
                    ("in_progress", "Đang thực hiện"),
                    ("reported", "Đã báo cáo kết quả"),
                    ("returned", "Bị trả lại"),
                    ("accepted", "Đã xác nhận hoàn thành"),
                    ("withdrawn", "Đã thu hồi"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="urgeditem",
            name="role",
            field=models.CharField(choices=[("lead", "Chủ trì"), ("coordinate", "Phối hợp")], max_length=10),
        ),
    ]
