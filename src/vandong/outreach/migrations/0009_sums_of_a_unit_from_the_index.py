"""The index by unit and day holds what lists and home pages add up: a province's year is summed without a look at its
activities themselves, each of which carries a kilobyte of text.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outreach", "0008_activities_in_depth")]

    operations = [
        migrations.RemoveIndex(model_name="activity", name="activity_by_unit"),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=[
                    "unit",
                    "held_on",
                    "programme",
                    "withdrawn_at",
                    "attendance_count",
                    "leaflet_count",
                    "household_count",
                    "cost_vnd",
                ],
                name="activity_sums_by_unit",
            ),
        ),
    ]
