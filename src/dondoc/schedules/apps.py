"""The room of schedules."""

from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    """Holds series of recurring directives with their occurrences, and which recounted deadlines were left as they are."""

    name = "dondoc.schedules"
    label = "schedules"
