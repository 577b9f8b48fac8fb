"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "units"."""

from django.urls import path

from dondoc.web.screens.units import importing, managing, views

urlpatterns = [
    path("", views.units, name="units"),
    path("nhom/", views.groups, name="unit_groups"),
    path("them/", managing.create, name="unit_create"),
    path("nhap/", importing.upload, name="units_import"),
    path("nhap/<int:import_id>/", importing.preview, name="units_import_preview"),
    path("nhap/<int:import_id>/xac-nhan/", importing.commit, name="units_import_commit"),
    path("nhap/<int:import_id>/bo/", importing.discard, name="units_import_discard"),
    path("<str:code>/", views.unit, name="unit"),
    path("<str:code>/sua/", managing.change, name="unit_change"),
    path("<str:code>/ket-thuc/", managing.close, name="unit_close"),
    path("<str:code>/chuc-danh/", managing.add_post, name="unit_add_post"),
    path("<str:code>/chuc-danh/<int:post_id>/", managing.start, name="unit_start_tenure"),
    path("<str:code>/giu-chuc/<int:tenure_id>/", managing.end, name="unit_end_tenure"),
]
