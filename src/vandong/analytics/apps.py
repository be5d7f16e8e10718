from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "vandong.analytics"
    label = "analytics"
    verbose_name = "Chỉ tiêu"
