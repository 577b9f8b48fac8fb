"""Django's registration of the room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "dondoc.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Have each room's `jobs.py` register what it has."""
        autodiscover_modules("jobs")
