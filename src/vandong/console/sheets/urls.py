"""Addresses of the pages that take workbooks in: the same five for every table, each opened by what its table takes."""

from django.urls import URLPattern, path

from vandong.accounts.access import requires
from vandong.console.sheets import views
from vandong.console.sheets.offered import OfficersIntake, all_intakes


def _pages(intake: OfficersIntake) -> list[URLPattern]:
    guard, named = requires(*intake.may), {"code": intake.code}
    return [
        path(f"{intake.code}/", guard(views.send), named, name=f"sheet_{intake.name}_send"),
        path(f"{intake.code}/mau/", guard(views.template), named, name=f"sheet_{intake.name}_template"),
        path(f"{intake.code}/xem/", guard(views.preview), named, name=f"sheet_{intake.name}_preview"),
        path(f"{intake.code}/nhan/", guard(views.accept), named, name=f"sheet_{intake.name}_accept"),
        path(f"{intake.code}/bo/", guard(views.discard), named, name=f"sheet_{intake.name}_discard"),
    ]


urlpatterns = [
    path("", views.sheet_list, name="sheet_list"),
    *(page for intake in all_intakes().values() for page in _pages(intake)),
]
