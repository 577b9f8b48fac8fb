"""The room of follow-up."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Holds requests for another deadline, times in which a deadline stands still, and the office's rules for both."""

    name = "dondoc.followup"
    label = "followup"

    def ready(self) -> None:
        """Make the words of this room's messages known, and people's parts to the calendars."""
        from dondoc.followup import part_calendar  # noqa: PLC0415 - models are not there before
        from dondoc.followup.kinds import register_all  # noqa: PLC0415 - likewise

        register_all()
        part_calendar.register()
