from django.urls import path

from vandong.console import views

urlpatterns = [
    path("", views.home, name="home"),
    path("them/", views.more, name="more"),
]
