"""What a person asks of a list, kept by the name they gave it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_drafts_are_kept_in_kernel")]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_name", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=60)),
                ("name_key", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=1000)),
                ("saved_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "list_name", "name_key"), name="saved_filter_has_its_own_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name_key", ""), _negated=True), name="saved_filter_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("query__startswith", "?")), name="saved_filter_asks_something"
                    ),
                ],
            },
        ),
    ]
