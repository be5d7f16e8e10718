from django.urls import path

from vandong.programme import adoption_views, views
from vandong.programme.amending import views as amending_views
from vandong.programme.handing_down import views as handing_views
from vandong.programme.reading import views as reading_views
from vandong.programme.unit_plan import views as unit_plan_views

urlpatterns = [
    path("", views.programme_list, name="programme_list"),
    path("tu-van-ban/", reading_views.reading_upload, name="reading_upload"),
    path("tu-van-ban/mau/", reading_views.reading_try, name="reading_try"),
    path("moi/", views.programme_new, name="programme_new"),
    path("<int:programme_id>/", views.programme_show, name="programme_show"),
    path("<int:programme_id>/sua/", views.programme_edit, name="programme_edit"),
    path("<int:programme_id>/bo/", views.programme_drop, name="programme_drop"),
    path("<int:programme_id>/xem-lai/", reading_views.reading_review, name="reading_review"),
    path("<int:programme_id>/xem-lai/nhan-ca/", reading_views.reading_accept_many, name="reading_accept_many"),
    path("<int:programme_id>/xem-lai/them/", reading_views.reading_add, name="reading_add"),
    path("<int:programme_id>/xem-lai/<int:item_id>/sua/", reading_views.reading_change, name="reading_change"),
    path("<int:programme_id>/xem-lai/<int:item_id>/<slug:verb>/", reading_views.reading_decide, name="reading_decide"),
    path("<int:programme_id>/giao-xuong/", handing_views.handing_down, name="handing_down"),
    path("<int:programme_id>/so-goc/<int:target_id>/", handing_views.target_input, name="target_input"),
    path(
        "<int:programme_id>/so-goc/<int:target_id>/de-sau/",
        handing_views.target_input_put_off,
        name="target_input_put_off",
    ),
    path("<int:programme_id>/van-ban/", reading_views.reading_source, name="reading_source"),
    path("<int:programme_id>/tep/", views.programme_file, name="programme_file"),
    path("<int:programme_id>/tep/gui/", views.programme_attach, name="programme_attach"),
    path("<int:programme_id>/ban-hanh/", handing_views.programme_issue, name="programme_issue"),
    path("<int:programme_id>/phan/<slug:part>/moi/", views.part_edit, name="programme_part_new"),
    path("<int:programme_id>/phan/<slug:part>/<int:item_id>/", views.part_edit, name="programme_part_edit"),
    path("<int:programme_id>/phan/<slug:part>/<int:item_id>/bo/", views.part_remove, name="programme_part_remove"),
    path("<int:programme_id>/ke-hoach-don-vi/", adoption_views.adoption_adopt, name="adoption_adopt"),
    path("<int:programme_id>/da-ban-hanh/", adoption_views.adoption_list, name="adoption_list"),
    path("<int:programme_id>/sua-doi/", amending_views.amendment_page, name="amendment_page"),
    path("<int:programme_id>/sua-doi/<int:reading_id>/tep/", amending_views.amendment_file, name="amendment_file"),
    path(
        "<int:programme_id>/sua-doi/<int:reading_id>/ap-dung/", amending_views.amendment_apply, name="amendment_apply"
    ),
    path("<int:programme_id>/soan-ke-hoach/", unit_plan_views.unit_plan_write, name="unit_plan_write"),
    path("<int:programme_id>/soan-ke-hoach/cap-so/", unit_plan_views.unit_plan_issue, name="unit_plan_issue"),
    path("ke-hoach/<int:adoption_id>/tep/", adoption_views.adoption_file, name="adoption_file"),
]
