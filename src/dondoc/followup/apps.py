"""The room of follow-up."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Holds requests for another deadline, times in which a deadline stands still, and the office's rules for both."""

    name = "dondoc.followup"
    label = "followup"

    def ready(self) -> None:
        """Make the words of this room's messages known."""
        from dondoc.followup.kinds import register_all  # noqa: PLC0415 - models are not there before

        register_all()
