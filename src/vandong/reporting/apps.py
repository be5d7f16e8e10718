from django.apps import AppConfig

from vandong.kernel.promises import Frozen
from vandong.reporting.promises import frozen_with_report, nothing_added_to_report

_PARTS = ("reporting_reportline", "reporting_reportsection", "reporting_reportsource")


class ReportingConfig(AppConfig):
    name = "vandong.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [
        *(frozen_with_report(table) for table in _PARTS),
        *(nothing_added_to_report(table) for table in _PARTS),
        Frozen("reporting_report", "OLD.state = 'superseded'", label="superseded_stays"),
    ]
