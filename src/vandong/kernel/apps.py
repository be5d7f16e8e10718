from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from vandong.kernel.promises import AppendOnly, NeverChanged


class KernelConfig(AppConfig):
    name = "vandong.kernel"
    label = "kernel"
    verbose_name = "Nền chung"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [
        AppendOnly("kernel_auditline"),
        AppendOnly("kernel_auditseal"),
        AppendOnly("kernel_sealedline"),
        NeverChanged("kernel_storedfile"),
    ]

    def ready(self) -> None:
        from vandong.kernel import checks, fields  # noqa: F401  registers the system checks

        fields.say_what_is_missing()

        pre_migrate.connect(_lift_promises, dispatch_uid="kernel.promises")
        post_migrate.connect(_lay_promises, dispatch_uid="kernel.promises")


def _lift_promises(app_config: AppConfig, using: str, plan: object = None, **_kwargs: object) -> None:
    """Before the first app's migrations, when there are any: a promise would stand in the way of rebuilding a table."""
    from django.apps import apps
    from django.db import connections

    from vandong.kernel import promises

    if plan and app_config is next(config for config in apps.get_app_configs() if config.models_module):
        promises.lift(connections[using])


def _lay_promises(app_config: AppConfig, using: str, **_kwargs: object) -> None:
    """After the last app's migrations, lay every promise (Django sends the signal once for each app)."""
    from django.apps import apps
    from django.db import connections

    from vandong.kernel import promises

    if app_config is list(apps.get_app_configs())[-1]:
        promises.lay(connections[using])
