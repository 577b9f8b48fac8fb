"""The room of notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Holds the messages to people and how they are delivered."""

    name = "dondoc.notifications"
    label = "notifications"
