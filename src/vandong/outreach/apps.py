from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "vandong.outreach"
    label = "outreach"
    verbose_name = "Hoạt động"
    default_auto_field = "django.db.models.BigAutoField"
