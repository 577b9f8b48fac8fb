"""The room of tasks from above."""

from django.apps import AppConfig


class CentralConfig(AppConfig):
    """Holds the centre's tasks and the files of its system; bounds our deadlines by the centre's, puts those into calendars."""

    name = "dondoc.central"
    label = "central"

    def ready(self) -> None:
        """Say which deadlines the centre bounds (`directives.ceilings`), and make its days known to the calendars."""
        from dondoc.central import central_calendar  # noqa: PLC0415 - models are there only now
        from dondoc.central.ceilings import ceilings_of  # noqa: PLC0415
        from dondoc.directives import ceilings  # noqa: PLC0415

        ceilings.register(ceilings_of)
        central_calendar.register()
