"""The room of notifications."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Holds the messages to people and how they are delivered."""

    name = "dondoc.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Make the channels and the messages of this room known."""
        from dondoc.notifications import channels, own_kinds, push, webhooks  # noqa: PLC0415 - models are not there before
        from dondoc.notifications.choices import ChannelCode  # noqa: PLC0415
        from dondoc.notifications.email import smtp  # noqa: PLC0415

        channels.register(ChannelCode.EMAIL, smtp.deliver)
        channels.register(ChannelCode.PUSH, push.deliver)
        channels.register(ChannelCode.WEBHOOK, webhooks.deliver)
        own_kinds.register_all()
