"""An activity's unit and programme had each an index of their own beside the one that goes on with the day. The longer
one answers everything the shorter did, on both databases; every record written kept both.

By name, not by altering the columns: SQLite would write the whole table anew for that.
"""

import django.db.models.deletion
from django.db import migrations, models

SHORTER = {
    "outreach_activity_unit_id_3e048ca4": "unit_id",
    "outreach_activity_programme_id_332668d9": "programme_id",
}


class Migration(migrations.Migration):
    dependencies = [("outreach", "0006_first_timers_of_risk_groups")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {name}", f"CREATE INDEX {name} ON outreach_activity ({column})"
                )
                for name, column in SHORTER.items()
            ],
            state_operations=[
                migrations.AlterField(
                    "activity",
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
                migrations.AlterField(
                    "activity",
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.programme",
                    ),
                ),
            ],
        )
    ]
