"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "directives"."""

from django.urls import path

from dondoc.web.screens.directives import causes, closing, create, deadlines, detail, listing, saved

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
    path("tien-do/tep/<int:file_row_id>/", closing.progress_file, name="progress_file"),
    path("<int:directive_id>/uu-tien/", causes.change_priority, name="directive_priority"),
    path("nguyen-nhan/", causes.list_causes, name="causes"),
    path("nguyen-nhan/xuat.csv", causes.export_causes, name="causes_csv"),
    path("nguyen-nhan/<int:cause_id>/", causes.cause, name="cause"),
    path("nguyen-nhan/<int:cause_id>/giao/", causes.remedy, name="cause_remedy"),
    path("minh-chung/<int:evidence_id>/", detail.evidence, name="evidence"),
]
