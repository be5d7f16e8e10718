from django.urls import path

from vandong.ops import views

urlpatterns = [
    path("nhat-ky/", views.audit_list, name="audit_list"),
]
