"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.followup import extensions, process

urlpatterns = [
    path("gia-han/", extensions.list_extensions, name="extensions"),
    path("quy-trinh/", process.show_process, name="process"),
    path("quy-trinh/gia-han/", process.change_rules, name="extension_rules"),
    path("quy-trinh/uy-quyen/", process.add_deputy, name="deputy_new"),
    path("quy-trinh/uy-quyen/<int:row_id>/ket-thuc/", process.remove_deputy, name="deputy_end"),
]
