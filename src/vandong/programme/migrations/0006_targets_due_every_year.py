from django.db import migrations, models
from django.db.models import Q


def say_so_of_those_whose_sentence_does(apps, schema_editor):
    """Targets confirmed before there was a place for it: "mỗi năm xây dựng được một mô hình điểm"."""
    rows = apps.get_model("programme", "Target").objects.filter(
        Q(quote__contains="mỗi năm") | Q(quote__contains="Mỗi năm") | Q(subject__contains="mỗi năm")
    )
    rows.exclude(quote__contains="bình quân").update(recurs="yearly")


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0005_amounts_that_can_be_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="target",
            name="recurs",
            field=models.CharField(
                blank=True,
                choices=[("", "Một lần, cho cả thời gian của kế hoạch"), ("yearly", "Mỗi năm")],
                default="",
                max_length=12,
            ),
        ),
        migrations.RunPython(say_so_of_those_whose_sentence_does, migrations.RunPython.noop),
    ]
