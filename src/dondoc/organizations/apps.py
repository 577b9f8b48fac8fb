"""Django's registration of the room."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Organizations."""

    name = "dondoc.organizations"
    label = "organizations"
