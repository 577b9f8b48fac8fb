"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "documents"."""

from django.urls import path

from dondoc.web.screens.documents import again, views

urlpatterns = [
    path("", views.list_documents, name="documents"),
    path("<int:document_id>/", views.document, name="document"),
    path("<int:document_id>/sua/", views.edit, name="document_edit"),
    path("<int:document_id>/doc-lai/", again.again, name="document_read_again"),
    path("<int:document_id>/tep/", views.original, name="document_file"),
    path("<int:document_id>/chu-ky/", views.signatures, name="document_signatures"),
    path("<int:document_id>/trang/<int:number>/", views.page, name="document_page"),
]
