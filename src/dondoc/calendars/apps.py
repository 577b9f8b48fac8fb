"""The room of calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Holds which days a jurisdiction works, by whose decision, and how long the law gives for what."""

    name = "dondoc.calendars"
    label = "calendars"
