from django.urls import path

from vandong.ops import setup_views, views

urlpatterns = [
    path("nhat-ky/", views.audit_list, name="audit_list"),
    path("khoi-tao/", setup_views.setup, name="setup"),
    path("khoi-tao/nap/", setup_views.setup_load, name="setup_load"),
    path("khoi-tao/don-vi/", setup_views.setup_unit, name="setup_unit"),
    path("khoi-tao/quan-tri/", setup_views.setup_administrator, name="setup_administrator"),
]
