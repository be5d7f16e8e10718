from django.apps import AppConfig

from vandong.kernel.promises import NoOverlap


class UnitsConfig(AppConfig):
    name = "vandong.units"
    label = "units"
    verbose_name = "Đơn vị"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [
        NoOverlap("units_unit", ("level", "code")),
        NoOverlap("units_parentedge", ("child_id",)),
        NoOverlap("units_ancestry", ("ancestor_id", "descendant_id")),
    ]
