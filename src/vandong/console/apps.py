from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "vandong.console"
    label = "console"
    verbose_name = "Trang chung"
