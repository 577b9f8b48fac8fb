"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.central import files, listing, page, steps

urlpatterns = [
    path("", listing.list_tasks, name="central"),
    path("xuat/", listing.export, name="central_export"),
    path("moi/", steps.new_task, name="central_new"),
    path("tep/", files.list_files, name="central_files"),
    path("tep/so-sanh/", files.comparison, name="central_comparison"),
    path("tep/<int:import_id>/", files.preview, name="central_file"),
    path("tep/<int:import_id>/goc/", files.original, name="central_file_original"),
    path("tep/<int:import_id>/cot/", files.columns, name="central_columns"),
    path("tep/<int:import_id>/nhap/", files.commit, name="central_commit"),
    path("tep/<int:import_id>/bo/", files.discard, name="central_discard"),
    path("<int:task_id>/", page.task, name="central_task"),
    path("<int:task_id>/<slug:verb>/", steps.step, name="central_step"),
]
