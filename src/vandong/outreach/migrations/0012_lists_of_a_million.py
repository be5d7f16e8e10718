"""Lists of more activities than can be read through are walked in their order, and counted, by indexes of their own; and
an activity is found by its unit's name without a look at the unit.
"""

from django.db import migrations, models

_NAMES = """
UPDATE outreach_activity SET search_key = search_key || ' ' ||
  (SELECT unit.search_key FROM units_unit AS unit WHERE unit.id = outreach_activity.unit_id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0011_trainings_and_sessions_of_propagandists"),
        ("programme", "0004_parts_that_were_amended"),
        ("units", "0001_first_tables"),
    ]

    operations = [
        migrations.RunSQL(_NAMES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["held_on", "id", "unit", "channel", "task", "withdrawn_at", "cost_vnd"],
                name="activity_by_day",
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["channel", "held_on", "id", "unit"], name="activity_by_channel"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["attendance_count", "id", "unit"], name="activity_by_attendance"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["withdrawn_at"], condition=models.Q(("withdrawn_at__isnull", False)), name="activity_withdrawn"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["is_on_behalf"], condition=models.Q(("is_on_behalf", True)), name="activity_on_behalf"
            ),
        ),
    ]
