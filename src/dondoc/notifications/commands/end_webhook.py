"""Send a gateway nothing any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.commands._locked import locked_webhook
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.webhook_models import Webhook


def end_webhook(*, actor: User, webhook_id: int, now: dt.datetime, request_id: str = "") -> Webhook:
    """End it; what waited for it is given up when its turn comes.

    Args:
        actor: an administrator.
        webhook_id: which.
        now: the moment.
        request_id: of the log.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such gateway.
    """
    require_channels(actor)
    with transaction.atomic():
        hook = locked_webhook(actor.jurisdiction_id, webhook_id)
        hook.ended_at = now
        hook.save(update_fields=["ended_at"])
        event = NewEvent(events.WEBHOOK, hook.id, events.WEBHOOK_ENDED)
        append(jurisdiction_id=hook.jurisdiction_id, events=[event], actor_id=actor.pk, now=now, request_id=request_id)
    return hook
