from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("drafting", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outgoingdraft",
            name="source",
            field=models.CharField(
                choices=[
                    ("blank", "Mẫu trống theo loại văn bản"),
                    ("document", "Văn bản khác"),
                    ("conclusions", "Kết luận cuộc họp"),
                    ("urging", "Danh mục việc được đôn đốc"),
                ],
                default="blank",
                max_length=12,
            ),
        ),
    ]
