from django.apps import AppConfig

from vandong.kernel.promises import Frozen

_APPROVED = (
    "EXISTS (SELECT 1 FROM reporting_report AS held WHERE held.id = OLD.report_id "
    "AND held.state IN ('approved', 'superseded'))"
)


class ReportingConfig(AppConfig):
    name = "vandong.reporting"
    label = "reporting"
    verbose_name = "Báo cáo"
    default_auto_field = "django.db.models.BigAutoField"
    promises = [
        Frozen("reporting_reportline", _APPROVED),
        Frozen("reporting_reportsection", _APPROVED),
        Frozen("reporting_reportsource", _APPROVED),
    ]
