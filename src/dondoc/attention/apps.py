"""The room of attention."""

from django.apps import AppConfig


class AttentionConfig(AppConfig):
    """Holds stars, themes, comments with mentions, and what each person watches."""

    name = "dondoc.attention"
    label = "attention"
