"""Who is called, what they answered, who came, and what the regime says."""

from __future__ import annotations

from django.urls import URLPattern, path

from dondoc.web.screens.meetings.people import answering, calling, checking, door, figures

urlpatterns: list[URLPattern] = [
    path("thong-ke/", figures.statistics, name="attendance_statistics"),
    path("thong-ke/luot/", figures.rows, name="attendance_rows"),
    path("thong-ke/tep/", figures.file, name="attendance_file"),
    path("ky-luat/", figures.discipline, name="meeting_discipline"),
    path("giai-trinh/<int:explanation_id>/", figures.judge, name="meeting_judge"),
    path("<int:meeting_id>/thanh-phan/", calling.people, name="meeting_people"),
    path("<int:meeting_id>/thanh-phan/loai/", calling.category, name="meeting_category_new"),
    path("<int:meeting_id>/thanh-phan/loai/<int:category_id>/", calling.category, name="meeting_category"),
    path("<int:meeting_id>/thanh-phan/loai/<int:category_id>/bo/", calling.category_drop, name="meeting_category_drop"),
    path("<int:meeting_id>/thanh-phan/diem-cau/", calling.venue, name="meeting_venue_new"),
    path("<int:meeting_id>/thanh-phan/diem-cau/<int:venue_id>/", calling.venue, name="meeting_venue"),
    path("<int:meeting_id>/thanh-phan/diem-cau/<int:venue_id>/bo/", calling.venue_drop, name="meeting_venue_drop"),
    path("<int:meeting_id>/thanh-phan/moi/", calling.call, name="meeting_call"),
    path("<int:meeting_id>/thanh-phan/<int:invitee_id>/rut/", calling.withdraw, name="meeting_withdraw"),
    path("<int:meeting_id>/thanh-phan/<int:invitee_id>/tra-loi/", answering.answer, name="meeting_answer"),
    path("<int:meeting_id>/thanh-phan/<int:invitee_id>/y-kien/", answering.consent, name="meeting_consent"),
    path("<int:meeting_id>/thanh-phan/<int:invitee_id>/giai-trinh/", figures.explain, name="meeting_explain"),
    path("<int:meeting_id>/diem-danh/", checking.attendance, name="meeting_attendance"),
    path("<int:meeting_id>/diem-danh/<int:invitee_id>/", checking.enter, name="meeting_check_in"),
    path("<int:meeting_id>/diem-danh/ma/", door.page, name="meeting_door"),
    path("<int:meeting_id>/diem-danh/ma/moi/", door.renew, name="meeting_door_renew"),
    path("<int:meeting_id>/diem-danh/ma/hinh.svg", door.picture, name="meeting_door_picture"),
    path("<int:meeting_id>/vao/<str:secret>/", door.enter, name="meeting_door_enter"),
]
