"""Django's registration of the room."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafting."""

    name = "dondoc.drafting"
    label = "drafting"
