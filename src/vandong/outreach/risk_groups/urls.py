from django.urls import path

from vandong.outreach.risk_groups import views

urlpatterns = [
    path("", views.group_size_list, name="group_size_list"),
    path("<int:group_id>/<int:year>/", views.group_size_state, name="group_size_state"),
]
