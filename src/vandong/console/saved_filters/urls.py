from django.urls import path

from vandong.console.saved_filters import views

urlpatterns = [
    path("", views.filter_list, name="filter_list"),
    path("luu/", views.filter_save, name="filter_save"),
    path("<int:filter_id>/ten/", views.filter_rename, name="filter_rename"),
    path("<int:filter_id>/xoa/", views.filter_delete, name="filter_delete"),
]
