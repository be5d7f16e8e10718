from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce


def keep_back_what_was_hidden(apps, schema_editor):
    """Reports told before are told by a stored decision from now on. Theirs was made by whoever looked, page by page:
    wherever a group was small, no group of that report is told any more."""
    lines = apps.get_model("reporting", "ReportLine").objects.filter(indicator="risk_attendance_count")
    valued = lines.annotate(told=Coalesce("declared_value", F("own_value") + F("below_value")))
    small = valued.filter(told__gte=1, told__lte=4).exclude(risk_group="").values("report_id")
    hidden = valued.filter(report_id__in=list(small.values_list("report_id", flat=True)), told__gte=1)
    lines.filter(id__in=list(hidden.exclude(risk_group="").values_list("id", flat=True))).update(is_kept_back=True)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_first_tables")]

    operations = [
        migrations.AddField("reportline", "is_kept_back", models.BooleanField(default=False)),
        migrations.RunPython(keep_back_what_was_hidden, migrations.RunPython.noop),
    ]
