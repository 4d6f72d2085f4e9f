from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_calendar_whole_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="datedrun",
            name="distance_m",
            field=models.FloatField(null=True),
        ),
    ]
