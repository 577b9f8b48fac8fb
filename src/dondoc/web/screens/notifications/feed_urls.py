"""The address that calendar programs read."""

from django.urls import path

from dondoc.web.screens.notifications import feeds

urlpatterns = [path("<str:secret>.ics", feeds.feed, name="feed")]
