from django.urls import path

from vandong.programme import adoption_views, views

urlpatterns = [
    path("", views.programme_list, name="programme_list"),
    path("moi/", views.programme_new, name="programme_new"),
    path("<int:programme_id>/", views.programme_show, name="programme_show"),
    path("<int:programme_id>/sua/", views.programme_edit, name="programme_edit"),
    path("<int:programme_id>/tep/", views.programme_file, name="programme_file"),
    path("<int:programme_id>/tep/gui/", views.programme_attach, name="programme_attach"),
    path("<int:programme_id>/ban-hanh/", views.programme_issue, name="programme_issue"),
    path("<int:programme_id>/phan/<slug:part>/moi/", views.part_edit, name="programme_part_new"),
    path("<int:programme_id>/phan/<slug:part>/<int:item_id>/", views.part_edit, name="programme_part_edit"),
    path("<int:programme_id>/phan/<slug:part>/<int:item_id>/bo/", views.part_remove, name="programme_part_remove"),
    path("<int:programme_id>/ke-hoach-don-vi/", adoption_views.adoption_adopt, name="adoption_adopt"),
    path("<int:programme_id>/da-ban-hanh/", adoption_views.adoption_list, name="adoption_list"),
    path("ke-hoach/<int:adoption_id>/tep/", adoption_views.adoption_file, name="adoption_file"),
]
