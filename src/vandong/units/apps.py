from django.apps import AppConfig

from vandong.kernel.promises import NoOverlap


class UnitsConfig(AppConfig):
    name = "vandong.units"
    label = "units"
    verbose_name = "Đơn vị"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [
        NoOverlap("units_unit", ("level", "code")),
        NoOverlap("units_unitstanding", ("unit_id",)),
        NoOverlap("units_parentedge", ("child_id",)),  # the ancestry follows from these: see docs/decisions/0010
    ]
