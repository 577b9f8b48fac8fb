"""The room of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Holds series, meetings, who is called, what is said and concluded, and opinions by slip."""

    name = "dondoc.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make meetings known to the calendars, and days of papers and slips to the previews of decisions on days off."""
        from dondoc.meetings import called_calendar, chosen_days  # noqa: PLC0415 - models are not there before

        called_calendar.register()
        chosen_days.register()
