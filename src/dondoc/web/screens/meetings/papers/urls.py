"""Agenda, papers, opinions before the meeting, and the participants' own page."""

from django.urls import path

from dondoc.web.screens.meetings.papers import acting, page, seat

urlpatterns = [
    path("<int:meeting_id>/tai-lieu/", page.papers, name="meeting_papers"),
    path("<int:meeting_id>/tai-lieu/muc/", acting.new_item, name="meeting_item_save"),
    path("<int:meeting_id>/tai-lieu/muc/<int:item_id>/y-kien/", acting.opinion, name="meeting_opinion"),
    path("<int:meeting_id>/tai-lieu/muc/<int:item_id>/tom-tat/", acting.summary, name="meeting_summary_send"),
    path("<int:meeting_id>/tai-lieu/muc/<int:item_id>/<slug:name>/", acting.item, name="meeting_item_move"),
    path("<int:meeting_id>/tai-lieu/moi/", acting.new_paper, name="meeting_paper_new"),
    path("<int:meeting_id>/tai-lieu/<int:paper_id>/gui/", acting.send, name="meeting_paper_send"),
    path("<int:meeting_id>/tai-lieu/<int:paper_id>/bo/", acting.no_paper, name="meeting_paper_drop"),
    path("<int:meeting_id>/tai-lieu/ban/<int:version_id>/", page.file, name="meeting_paper_file"),
    path("<int:meeting_id>/cho-ngoi/", seat.seat, name="meeting_seat"),
    path("<int:meeting_id>/cho-ngoi/dang-hop/", seat.going_on, name="meeting_seat_now"),
    path("<int:meeting_id>/cho-ngoi/phat-bieu/", seat.speak, name="meeting_speak"),
    path("<int:meeting_id>/cho-ngoi/ghi-chu/", seat.save_note, name="meeting_note"),
]
