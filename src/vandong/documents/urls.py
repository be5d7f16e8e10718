from django.urls import path

from vandong.documents import views

urlpatterns = [
    path("", views.document_list, name="document_list"),
    path("so/", views.document_register, name="document_register"),
    path("<int:document_id>/", views.document_show, name="document_show"),
    path("<int:document_id>/word/", views.document_docx, name="document_docx"),
    path("<int:document_id>/pdf/", views.document_pdf, name="document_pdf"),
    path("<int:document_id>/ban-ky/", views.document_scan, name="document_scan"),
    path("<int:document_id>/luu-ban-ky/", views.document_sign, name="document_sign"),
]
