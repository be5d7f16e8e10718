from django.urls import path

from vandong.outreach.risk_groups import views

urlpatterns = [
    path("", views.group_size_list, name="group_size_list"),
    path("ghi-thay/", views.group_size_choose_unit, name="group_size_choose_unit"),
    path("ghi-thay/<int:unit_id>/", views.group_size_list_for, name="group_size_list_for"),
    path("ghi-thay/<int:unit_id>/<int:group_id>/<int:year>/", views.group_size_state_for, name="group_size_state_for"),
    path("<int:group_id>/<int:year>/", views.group_size_state, name="group_size_state"),
]
