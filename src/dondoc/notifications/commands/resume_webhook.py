"""Let a gateway that was stopped go on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.choices import ChannelCode, DeliveryState
from dondoc.notifications.commands._locked import locked_webhook
from dondoc.notifications.models import Delivery
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.webhook_models import Webhook


def resume_webhook(*, actor: User, webhook_id: int, now: dt.datetime, request_id: str = "") -> Webhook:
    """Let it go on; what waited for it goes out in the next minute.

    Args:
        actor: an administrator.
        webhook_id: which.
        now: the moment.
        request_id: of the log.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such gateway.
        Conflict: it is not stopped.
    """
    require_channels(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        hook = locked_webhook(here, webhook_id)
        if hook.stopped_at is None:
            raise Conflict(_("Cổng này đang chạy. Hãy tải lại trang."))
        hook.stopped_at, hook.failures = None, 0
        hook.save(update_fields=["stopped_at", "failures"])
        Delivery.objects.filter(
            jurisdiction_id=here, channel=ChannelCode.WEBHOOK, target_id=hook.id, state=DeliveryState.FAILED
        ).update(next_attempt_at=now)
        event = NewEvent(events.WEBHOOK, hook.id, events.WEBHOOK_RESUMED)
        append(jurisdiction_id=here, events=[event], actor_id=actor.pk, now=now, request_id=request_id)
    return hook
