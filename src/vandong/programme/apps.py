from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "vandong.programme"
    label = "programme"
    verbose_name = "Chương trình"
    default_auto_field = "django.db.models.BigAutoField"
