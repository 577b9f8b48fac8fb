"""The room of indicators."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Holds indicators with their units, targets and values."""

    name = "dondoc.indicators"
    label = "indicators"
