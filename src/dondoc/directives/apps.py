"""Django's registration of the room."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives."""

    name = "dondoc.directives"
    label = "directives"
