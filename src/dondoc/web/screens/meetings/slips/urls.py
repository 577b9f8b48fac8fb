"""Opinions of members by slip."""

from django.urls import path

from dondoc.web.screens.meetings.slips import views

urlpatterns = [
    path("phieu/", views.rounds, name="slips"),
    path("phieu/moi/", views.edit, name="slip_new"),
    path("phieu/cach-tinh/", views.silence, name="slip_silence"),
    path("phieu/<int:round_id>/", views.one, name="slip_round"),
    path("phieu/<int:round_id>/sua/", views.edit, name="slip_change"),
    path("phieu/<int:round_id>/ho-so/", views.file, name="slip_file"),
    path("phieu/<int:round_id>/tra-loi/<int:slip_id>/", views.answer, name="slip_answer"),
    path("phieu/<int:round_id>/buoc/<slug:name>/", views.step, name="slip_step"),
]
