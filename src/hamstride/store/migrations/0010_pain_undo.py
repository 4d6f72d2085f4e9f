from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_dated_run_distance"),
    ]

    operations = [
        migrations.AddField(
            model_name="painnote",
            name="undo",
            field=models.JSONField(null=True),
        ),
    ]
