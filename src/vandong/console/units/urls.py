"""Addresses of the pages about units."""

from django.urls import path

from vandong.console.units import standing_views, views

urlpatterns = [
    path("", views.unit_list, name="unit_list"),
    path("khu-dan-cu/moi/", views.area_open, name="area_open"),
    path("xep-loai/", standing_views.standing_list, name="standing_list"),
    path("<int:unit_id>/xep-loai/", standing_views.standing_show, name="standing_show"),
    path("<int:unit_id>/xep-loai/ghi/", standing_views.standing_record, name="standing_record"),
    path("<int:unit_id>/xep-loai/<int:standing_id>/bo/", standing_views.standing_take_back, name="standing_take_back"),
    path("<int:unit_id>/", views.unit_show, name="unit_show"),
]
