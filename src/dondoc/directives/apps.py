"""Django's registration of the room."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives."""

    name = "dondoc.directives"
    label = "directives"

    def ready(self) -> None:
        """Make deadlines known to the calendars, and the words of this room's messages."""
        from dondoc.directives import calendar_deadlines, kinds  # noqa: PLC0415 - models are not there before

        calendar_deadlines.register()
        kinds.register_all()
