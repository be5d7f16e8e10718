from django.urls import path

from vandong.reporting import coverage_views, verb_views, views

urlpatterns = [
    path("", views.period_list, name="period_list"),
    path("do-phu/", coverage_views.coverage_show, name="coverage_show"),
    path("ky/moi/", views.period_open, name="period_open"),
    path("ky/<int:period_id>/", views.report_list, name="report_list"),
    path("ky/<int:period_id>/lap/", views.report_open, name="report_open"),
    path("<int:report_id>/", views.report_show, name="report_show"),
    path("<int:report_id>/don-vi/", views.report_units, name="report_units"),
    path("<int:report_id>/xlsx/", views.report_workbook, name="report_workbook"),
    path("<int:report_id>/so/<str:indicator>/", views.report_line, name="report_line"),
    path("<int:report_id>/so/<str:indicator>/khai/", views.report_declare, name="report_declare"),
    path("<int:report_id>/loi-van/", verb_views.report_write, name="report_write"),
    path("<int:report_id>/tinh-lai/", verb_views.report_recompile, name="report_recompile"),
    path("<int:report_id>/trinh/", verb_views.report_submit, name="report_submit"),
    path("<int:report_id>/tra-lai/", verb_views.report_return, name="report_return"),
    path("<int:report_id>/duyet/", verb_views.report_approve, name="report_approve"),
    path("<int:report_id>/de-nghi-dinh-chinh/", verb_views.report_ask_correction, name="report_ask_correction"),
    path("<int:report_id>/dong-y-dinh-chinh/", verb_views.report_grant_correction, name="report_grant_correction"),
    path("<int:report_id>/tu-choi-dinh-chinh/", verb_views.report_refuse_correction, name="report_refuse_correction"),
    path("<int:report_id>/mo-dinh-chinh/", verb_views.report_send_back, name="report_send_back"),
    path("<int:report_id>/ban-hanh/", verb_views.report_issue_document, name="report_issue_document"),
]
