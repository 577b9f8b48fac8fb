"""The room of attention."""

from django.apps import AppConfig


class AttentionConfig(AppConfig):
    """Holds stars, themes, comments with mentions, and what each person watches."""

    name = "dondoc.attention"
    label = "attention"

    def ready(self) -> None:
        """Make the words of this room's messages known."""
        from dondoc.attention.kinds import register_all  # noqa: PLC0415 - models are not there before

        register_all()
