"""Reads for the administrator: what could not be delivered, who has no address, which gateways there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_manage_users
from dondoc.foundation.errors import NotFound
from dondoc.notifications.choices import ChannelCode, DeliveryState
from dondoc.notifications.models import Delivery
from dondoc.notifications.webhook_models import Webhook

TROUBLED = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class ChannelCounts:
    """How much of one channel is in which state."""

    channel: ChannelCode
    waiting: int
    sent: int
    failed: int
    given_up: int


def troubled_deliveries(user: User, *, channel: str = "", state: str = "") -> QuerySet[Delivery]:
    """Return what failed or was given up, the latest first; for others than administrators nothing."""
    found = Delivery.objects.filter(jurisdiction_id=user.jurisdiction_id, state__in=TROUBLED)
    if not may_manage_users(user):
        return found.none()
    if channel:
        found = found.filter(channel=channel)
    if state in TROUBLED:
        found = found.filter(state=state)
    return found.order_by("-made_at", "-id")


def counts_by_channel(jurisdiction_id: int) -> Sequence[ChannelCounts]:
    """Return how much of each channel is in which state (one query)."""
    found: dict[tuple[str, str], int] = {
        (row["channel"], row["state"]): row["n"]
        for row in Delivery.objects.filter(jurisdiction_id=jurisdiction_id)
        .order_by().values("channel", "state").annotate(n=Count("id"))
    }  # fmt: skip

    def of(code: ChannelCode, *states: DeliveryState) -> int:
        return sum(found.get((code, state), 0) for state in states)

    return [
        ChannelCounts(
            code, of(code, DeliveryState.QUEUED, DeliveryState.SENDING), of(code, DeliveryState.SENT),
            of(code, DeliveryState.FAILED), of(code, DeliveryState.GIVEN_UP),
        )
        for code in ChannelCode
    ]  # fmt: skip


def people_without_address(jurisdiction_id: int) -> int:
    """Return how many active people have no e-mail address."""
    return User.objects.filter(jurisdiction_id=jurisdiction_id, is_active=True, email="").count()


def webhooks_of(user: User) -> QuerySet[Webhook]:
    """Return the gateways in use; for others than administrators none."""
    found = Webhook.objects.filter(jurisdiction_id=user.jurisdiction_id, ended_at__isnull=True).order_by("id")
    return found if may_manage_users(user) else found.none()


def webhook_for(user: User, webhook_id: int) -> Webhook:
    """Return a gateway in use.

    Raises:
        NotFound: there is none, or `user` is no administrator.
    """
    found = webhooks_of(user).filter(id=webhook_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy cổng này. Hãy tải lại trang."))
    return found
