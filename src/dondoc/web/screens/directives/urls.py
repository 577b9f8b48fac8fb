"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "directives"."""

from django.urls import path

from dondoc.web.screens.directives import create, deadlines, detail, listing, saved

urlpatterns = [
    path("", listing.directives, name="directives"),
    path("xuat.xlsx", listing.export_xlsx, name="directives_xlsx"),
    path("xuat.csv", listing.export_csv, name="directives_csv"),
    path("bo-loc/", saved.save, name="filter_save"),
    path("bo-loc/<int:filter_id>/xoa/", saved.delete, name="filter_delete"),
    path("moi/", create.new_directive, name="directive_new"),
    path("<int:directive_id>/", detail.directive, name="directive"),
    path("phan-viec/<int:assignment_id>/<slug:verb>/", detail.step, name="assignment_step"),
    path("gia-han/tep/<int:file_row_id>/", deadlines.extension_file, name="extension_file"),
    path("minh-chung/<int:evidence_id>/", detail.evidence, name="evidence"),
]
