"""Addresses of the pages about units."""

from django.urls import path

from vandong.console.units import views

urlpatterns = [
    path("", views.unit_list, name="unit_list"),
    path("khu-dan-cu/moi/", views.area_open, name="area_open"),
    path("<int:unit_id>/", views.unit_show, name="unit_show"),
]
