from django.urls import path

from vandong.console.map import views

urlpatterns = [path("", views.unit_map, name="unit_map")]
