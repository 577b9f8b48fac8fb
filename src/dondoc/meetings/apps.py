"""The room of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Holds series, meetings, who is called, what is said and concluded, and opinions by slip."""

    name = "dondoc.meetings"
    label = "meetings"
