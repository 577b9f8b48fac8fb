"""Minutes, the conclusion notice, and what came of the conclusions."""

from django.urls import path

from dondoc.web.screens.meetings.after import page, standing

urlpatterns = [
    path("<int:meeting_id>/sau-hop/", page.after, name="meeting_after"),
    path("<int:meeting_id>/sau-hop/<slug:name>/", page.draft, name="meeting_draft"),
    path("<int:meeting_id>/sau-hop/<slug:name>/soan-lai/", page.again, name="meeting_draft_again"),
    path("<int:meeting_id>/thuc-hien/", standing.standing, name="meeting_standing"),
]
