"""Messages to people. A room above says what happened by a kind and a payload; the sentence is made when it is shown."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dondoc.foundation.models import DomainModel, belongs_to
from dondoc.notifications.choices import ChannelCode, DeliveryState, Reason
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.push_models import PushSubscription
from dondoc.notifications.webhook_models import Webhook

# Links to calendars, browsers and gateways have files of their own; Django looks for a room's models here.
__all__ = [
    "DefaultPreference",
    "Delivery",
    "DeliveryMessage",
    "DigestMark",
    "FeedLink",
    "Message",
    "Preference",
    "PushSubscription",
    "Webhook",
]


class Message(DomainModel):
    """One thing that one person is told, once.

    `key` says what: the rule, the object and the occurrence. What is told again under the same key is not told twice.
    """

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60, help_text="code of `kinds.Kind`")
    payload = models.JSONField(default=dict, help_text="facts that the sentence is made of when it is shown")
    path = models.CharField(max_length=300, help_text="address of the page that it opens, from the root")
    is_urgent = models.BooleanField(default=False, help_text="goes at once; else with the person's digest")
    bundle = models.CharField(
        max_length=60, blank=True, default="", help_text="urgent ones of one bundle go out together; empty: each alone"
    )
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "user_id", "key"], name="message_told_once"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "user_id", "-created_at", "-id"], name="message_of_user"),
            models.Index(
                fields=["jurisdiction_id", "user_id"], condition=Q(read_at__isnull=True), name="message_unread"
            ),
            models.Index(fields=["jurisdiction_id", "created_at"], name="message_created"),
        ]


class _Wishes(DomainModel):
    """Which messages leave the house, how and when."""

    by_email = models.BooleanField()
    by_push = models.BooleanField()
    urgent_at_once = models.BooleanField()
    digest_hour = models.PositiveSmallIntegerField(help_text="local hour of the digest on working days")
    muted_kinds = ArrayField(models.CharField(max_length=60), default=list, help_text="shown in the house only")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class Preference(_Wishes):
    """How one person wants to be told; no row: as the office has it (`DefaultPreference`)."""

    user_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "user_id"], name="preference_once"),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="preference_hour"),
        ]


class DefaultPreference(_Wishes):
    """How those are told who said nothing; one row of a jurisdiction. None: as `rules.Wishes` stands."""

    changed_by_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id"], name="default_preference_once"),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="default_preference_hour"),
        ]


class DigestMark(DomainModel):
    """The last local day whose digest of a person was made, whether there was anything to say or not."""

    user_id = models.BigIntegerField()
    made_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction_id", "user_id"], name="digest_mark_once")]


class Delivery(DomainModel):
    """One letter on its way: which messages it carries was settled when it was made, so that a retry is the same letter."""

    channel = models.CharField(max_length=8, choices=ChannelCode.choices)
    user_id = models.BigIntegerField(help_text="whom its messages are for")
    target_id = models.BigIntegerField(
        default=0, help_text="of push and webhook: where it goes; 0: the person's address"
    )
    uid = models.CharField(max_length=32, help_text="the same on each attempt: Message-ID, idempotency key")
    is_digest = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "uid"], name="delivery_uid_unique"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~Q(state=DeliveryState.SENT) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "next_attempt_at", "id"],
                condition=Q(state__in=(DeliveryState.QUEUED, DeliveryState.FAILED)),
                name="delivery_due",
            ),
            models.Index(
                fields=["jurisdiction_id", "claimed_until"],
                condition=Q(state=DeliveryState.SENDING),
                name="delivery_claimed",
            ),
            models.Index(fields=["jurisdiction_id", "state", "-made_at"], name="delivery_by_state"),
        ]


class DeliveryMessage(DomainModel):
    """A message goes in this delivery. On one channel to one target each message goes once, whatever is made again."""

    delivery_id = models.BigIntegerField()
    delivery = belongs_to("notifications.Delivery", "delivery_id", related_name="carries")
    message_id = models.BigIntegerField()
    message = belongs_to("notifications.Message", "message_id", related_name="+")
    channel = models.CharField(max_length=8, choices=ChannelCode.choices)
    target_id = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "message_id", "channel", "target_id"], name="message_delivered_once"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction_id", "delivery_id"], name="delivery_carries")]
