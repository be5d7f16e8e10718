from django.urls import path

from vandong.messaging import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("doc-het/", views.notice_read_all, name="notice_read_all"),
    path("<int:notice_id>/doc/", views.notice_read, name="notice_read"),
]
