"""Django's registration of the room."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives."""

    name = "dondoc.directives"
    label = "directives"

    def ready(self) -> None:
        """Make deadlines known to the calendars."""
        from dondoc.directives import calendar_deadlines  # noqa: PLC0415 - models are not there before

        calendar_deadlines.register()
