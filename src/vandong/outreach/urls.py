from django.urls import path

from vandong.outreach import change_views, views
from vandong.outreach.density import views as density
from vandong.outreach.propagandists import views as propagandists

urlpatterns = [
    path("", views.activity_list, name="activity_list"),
    path("ghi/", views.activity_record, name="activity_record"),
    path("ghi-thay/", views.activity_choose_unit, name="activity_choose_unit"),
    path("ghi-thay/<int:unit_id>/", views.activity_record_for, name="activity_record_for"),
    path("mat-do/", density.activity_density, name="activity_density"),
    path("anh/<int:photo_id>/", views.activity_photo, name="activity_photo"),
    path("anh/<int:photo_id>/nho/", views.activity_photo_small, name="activity_photo_small"),
    path("anh/<int:photo_id>/bo/", change_views.activity_remove_photo, name="activity_remove_photo"),
    path("<int:activity_id>/", views.activity_show, name="activity_show"),
    path("<int:activity_id>/sua/", change_views.activity_correct, name="activity_correct"),
    path("<int:activity_id>/rut-lai/", change_views.activity_withdraw, name="activity_withdraw"),
    path("<int:activity_id>/khoi-phuc/", change_views.activity_restore, name="activity_restore"),
    path("<int:activity_id>/nguoi-dan/", propagandists.activity_leaders, name="activity_leaders"),
    path("<int:activity_id>/anh/", change_views.activity_add_photos, name="activity_add_photos"),
]
