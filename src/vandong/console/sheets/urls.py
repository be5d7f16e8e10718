"""Addresses of the pages that take workbooks in."""

from django.urls import path

from vandong.console.sheets import views

urlpatterns = [
    path("", views.sheet_list, name="sheet_list"),
    path("<slug:code>/", views.sheet_send, name="sheet_send"),
    path("<slug:code>/mau/", views.sheet_template, name="sheet_template"),
    path("<slug:code>/xem/", views.sheet_preview, name="sheet_preview"),
    path("<slug:code>/nhan/", views.sheet_accept, name="sheet_accept"),
    path("<slug:code>/bo/", views.sheet_discard, name="sheet_discard"),
]
