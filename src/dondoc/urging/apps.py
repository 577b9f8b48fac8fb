"""The room of urging."""

from django.apps import AppConfig


class UrgingConfig(AppConfig):
    """Holds the office's reminder rules and what they told whom, urging by hand and its letters, requests for explanation."""

    name = "dondoc.urging"
    label = "urging"

    def ready(self) -> None:
        """Say how the messages of this room read."""
        from dondoc.urging.kinds import register_kinds  # noqa: PLC0415 - models are not there before

        register_kinds()
