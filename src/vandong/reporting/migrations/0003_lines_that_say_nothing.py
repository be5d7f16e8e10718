from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0002_lines_that_are_kept_back")]

    operations = [migrations.AddField("reportline", "says_nothing", models.BooleanField(default=False))]
