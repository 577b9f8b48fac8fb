"""Django's registration of the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Web."""

    name = "dondoc.web"
    label = "web"
