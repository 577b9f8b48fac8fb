"""Addresses of the screen. Names are in the namespace "web"; the list is "notifications"."""

from django.urls import path

from dondoc.web.screens.notifications import feeds, views

urlpatterns = [
    path("", views.list_messages, name="notifications"),
    path("<int:message_id>/", views.open_message, name="notification_open"),
    path("da-doc/", views.read_all, name="notifications_read"),
    path("cach-nhan/", views.settings_page, name="notification_settings"),
    path("lich/", feeds.list_links, name="feeds"),
    path("lich/<int:link_id>/thu-hoi/", feeds.revoke, name="feed_revoke"),
]
