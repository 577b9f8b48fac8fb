"""The calendar, the weekly schedule, the plan of a meeting and its invitation."""

from django.urls import path

from dondoc.web.screens.meetings.planning import listing, page

urlpatterns = [
    path("", listing.meetings, name="meetings"),
    path("<int:meeting_id>/", page.meeting, name="meeting"),
]
