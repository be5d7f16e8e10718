"""Boundaries of units, from a file of the operator's: the map draws them where there are any."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0002_standing_of_communes")]

    operations = [
        migrations.CreateModel(
            name="UnitBoundary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rings", models.TextField()),
                ("source", models.CharField(max_length=200)),
                ("loaded_at", models.DateTimeField()),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="boundary_has_a_source"
                    )
                ],
            },
        ),
    ]
