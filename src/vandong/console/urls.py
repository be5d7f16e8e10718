from django.urls import path

from vandong.console import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search_all, name="search"),
    path("them/", views.more, name="more"),
    path("tro-giup/", views.help_centre, name="help"),
    path("tro-giup/<slug:slug>/", views.guide, name="guide"),
]
