"""Minutes, the conclusion notice, and what came of the conclusions."""

from django.urls import path

from dondoc.web.screens.meetings.after import page

urlpatterns = [
    path("<int:meeting_id>/sau-hop/", page.after, name="meeting_after"),
    path("<int:meeting_id>/sau-hop/<slug:name>/", page.draft, name="meeting_draft"),
]
