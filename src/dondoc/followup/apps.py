"""The room of follow-up."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Holds requests for another deadline, times in which a deadline stands still, and the office's rules for both."""

    name = "dondoc.followup"
    label = "followup"
