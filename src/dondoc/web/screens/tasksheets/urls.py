"""Addresses of the screen."""

from django.urls import path

from dondoc.web.screens.tasksheets import office, preview, views

urlpatterns = [
    path("", views.sheets, name="task_imports"),
    path("xuat.xlsx", office.office_sheet, name="office_sheet"),
    path("<int:import_id>/", preview.show, name="task_import"),
    path("<int:import_id>/tra-loi/", preview.answer, name="task_import_answers"),
    path("<int:import_id>/cot/", preview.columns, name="task_import_columns"),
    path("<int:import_id>/dong/", preview.row, name="task_import_row"),
    path("<int:import_id>/xac-nhan/", views.commit, name="task_import_commit"),
    path("<int:import_id>/tien-do/", views.progress_told, name="task_import_progress"),
    path("<int:import_id>/bo/", views.discard, name="task_import_discard"),
    path("<int:import_id>/thu-hoi/", views.withdraw, name="task_import_withdraw"),
]
