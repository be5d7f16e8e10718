"""Addresses: in Vietnamese without marks; route names in English. Each domain brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("vandong.console.urls")),
    path("", include("vandong.ops.urls")),
    path("tai-khoan/", include("vandong.accounts.urls")),
    path("chuong-trinh/", include("vandong.programme.urls")),
    path("hoat-dong/", include("vandong.outreach.urls")),
    path("to-chuc/", include("vandong.outreach.organisations.urls")),
    path("tuyen-truyen-vien/", include("vandong.outreach.propagandists.urls")),
    path("nhom-nguy-co/", include("vandong.outreach.risk_groups.urls")),
    path("bao-cao/", include("vandong.reporting.urls")),
    path("van-ban/", include("vandong.documents.urls")),
    path("thong-bao/", include("vandong.messaging.urls")),
    path("don-vi/", include("vandong.console.units.urls")),
    path("ban-do/", include("vandong.console.map.urls")),
    path("bo-loc/", include("vandong.console.saved_filters.urls")),
    path("bang-tinh/", include("vandong.console.sheets.urls")),
]

handler400 = "vandong.kernel.pages.bad_request"
handler404 = "vandong.kernel.pages.not_found"
handler500 = "vandong.kernel.pages.server_error"
