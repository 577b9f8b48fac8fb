"""The room of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Holds series, meetings, who is called, what is said and concluded, and opinions by slip."""

    name = "dondoc.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make meetings known to the calendars."""
        from dondoc.meetings import called_calendar  # noqa: PLC0415 - models are not there before

        called_calendar.register()
