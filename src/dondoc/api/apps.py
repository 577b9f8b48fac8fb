"""Django's registration of the room: its documentation page has a template and a style sheet."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The HTTP API."""

    name = "dondoc.api"
    label = "api"
