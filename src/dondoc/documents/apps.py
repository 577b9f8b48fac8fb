"""Django's registration of the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "dondoc.documents"
    label = "documents"
