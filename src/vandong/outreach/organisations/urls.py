from django.urls import path

from vandong.outreach.organisations import views

urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("ghi/", views.organisation_register, name="organisation_register"),
    path("<int:organisation_id>/", views.organisation_show, name="organisation_show"),
    path("<int:organisation_id>/sua/", views.organisation_correct, name="organisation_correct"),
    path("<int:organisation_id>/thoi-hoat-dong/", views.organisation_end, name="organisation_end"),
]
