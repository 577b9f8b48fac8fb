"""Addresses of the screen; each part keeps its own list. Names are in the namespace "web"; the entry page's is "meetings"."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"dondoc.web.screens.meetings.{part}.urls"))
    for part in ("planning", "people", "papers", "room", "after", "slips")
]
