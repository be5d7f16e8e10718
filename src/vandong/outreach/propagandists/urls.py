from django.urls import path

from vandong.outreach.propagandists import views

urlpatterns = [
    path("", views.propagandist_list, name="propagandist_list"),
    path("ghi/", views.propagandist_register, name="propagandist_register"),
    path("noi-chua-co-ai/", views.propagandist_gaps, name="propagandist_gaps"),
    path("<int:propagandist_id>/sua/", views.propagandist_correct, name="propagandist_correct"),
    path("<int:propagandist_id>/rut-lai/", views.propagandist_withdraw, name="propagandist_withdraw"),
]
