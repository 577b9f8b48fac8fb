"""Addresses of the screen. Names are in the namespace "web"; the entry page's name is "reading"."""

from django.urls import path

from dondoc.web.screens.reading import names, report, views, work

urlpatterns = [
    path("", views.reading, name="reading"),
    path("gui/", views.submit, name="reading_submit"),
    path("tien-do/", views.progress, name="reading_progress"),
    path("do-dung/", report.report, name="reading_report"),
    path("do-dung/dong/", report.judgements, name="reading_judgements"),
    path("ten-goi/<int:choice_id>/nhan/", names.accept, name="reading_name_accept"),
    path("ten-goi/<int:choice_id>/bo-qua/", names.dismiss, name="reading_name_dismiss"),
    path("<int:draft_id>/", work.draft, name="reading_draft"),
    path("<int:draft_id>/the/<slug:key>/", work.card, name="reading_card"),
    path("<int:draft_id>/sua/<slug:key>/", work.edit_form, name="reading_edit_form"),
    path("<int:draft_id>/luu/<slug:key>/", work.edit, name="reading_edit"),
    path("<int:draft_id>/da-xem/<slug:key>/", work.seen, name="reading_seen"),
    path("<int:draft_id>/pham-vi/<slug:key>/", work.span, name="reading_span"),
    path("<int:draft_id>/cho-tach/<slug:key>/", work.cuts, name="reading_cuts"),
    path("<int:draft_id>/tach/<slug:key>/", work.split, name="reading_split"),
    path("<int:draft_id>/gop/<slug:key>/", work.merge, name="reading_merge"),
    path("<int:draft_id>/bo/<slug:key>/", work.drop, name="reading_drop"),
    path("<int:draft_id>/khoi-phuc/<slug:key>/", work.restore, name="reading_restore"),
    path("<int:draft_id>/cau-con-lai/", work.missed, name="reading_missed"),
    path("<int:draft_id>/them/", work.add, name="reading_add"),
    path("<int:draft_id>/linh-vuc/", work.set_field, name="reading_set_field"),
    path("<int:draft_id>/hoan-tac/", work.undo, name="reading_undo"),
    path("<int:draft_id>/tom-tat/", work.summary, name="reading_summary"),
    path("<int:draft_id>/xac-nhan/", work.confirm, name="reading_confirm"),
    path("<int:draft_id>/bo-ban-doc/", work.discard, name="reading_discard"),
]
