"""The secretary's screen, the large screen, and what keeps them current."""

from django.urls import path

from dondoc.web.screens.meetings.room import stream

urlpatterns = [
    path("<int:meeting_id>/song/", stream.stream, name="meeting_stream"),
]
