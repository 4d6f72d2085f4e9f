from dataclasses import asdict

from django.db import migrations, models

from hamstride.exercises import load
from hamstride.exercises.values import SetRecord
from hamstride.measure import progress


def fill(apps, schema_editor):
    """What was kept before gets its figures too."""
    rows = apps.get_model("store", "Set").objects
    for row in rows.only("exercise", "data").iterator(chunk_size=500):
        seen = progress.seen(SetRecord.from_dict(row.data), load.catalogue().get(row.exercise))
        rows.filter(pk=row.pk).update(**asdict(seen))


class Migration(migrations.Migration):
    dependencies = [("store", "0002_runs")]

    operations = [
        migrations.AddField("set", "range_deg", models.FloatField(null=True)),
        migrations.AddField("set", "top_hold_s", models.FloatField(null=True)),
        migrations.AddField("set", "judged", models.PositiveIntegerField(default=0)),
        migrations.AddField("set", "as_asked", models.PositiveIntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
