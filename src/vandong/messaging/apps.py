from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "vandong.messaging"
    label = "messaging"
    verbose_name = "Thông báo"
    default_auto_field = "django.db.models.BigAutoField"
