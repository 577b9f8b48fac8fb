"""Stop a gateway that failed too often, and tell those who look after it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.own_kinds import WEBHOOK_STOPPED
from dondoc.notifications.webhook_models import Webhook
from dondoc.notifications.webhook_rules import MOST_FAILURES


def stop_webhook(*, actor: None, jurisdiction_id: int, webhook_id: int, now: dt.datetime) -> bool:
    """What the worker notes of a gateway; every administrator is told, once for each time it stops.

    Args:
        actor: nobody: the worker itself.
        jurisdiction_id: whose.
        webhook_id: which.
        now: the moment.

    Returns:
        Whether it was stopped now: False where it is stopped or ended already, or a yes came in between.
    """
    with transaction.atomic():
        hook = (
            Webhook.objects.select_for_update()
            .filter(
                jurisdiction_id=jurisdiction_id, id=webhook_id, ended_at__isnull=True, stopped_at__isnull=True,
                failures__gte=MOST_FAILURES,
            )
            .first()
        )  # fmt: skip
        if hook is None:
            return False
        hook.stopped_at = now
        hook.save(update_fields=["stopped_at"])
        administrators = User.objects.filter(jurisdiction_id=jurisdiction_id, role=Role.ADMINISTRATOR, is_active=True)
        told = (
            NewMessage(
                user_id=person.pk, key=f"{WEBHOOK_STOPPED}:{hook.id}:{now.isoformat()}", kind=WEBHOOK_STOPPED,
                payload={"name": hook.name}, path="/thong-bao/gui-di/", is_urgent=True,
            )
            for person in administrators
        )  # fmt: skip
        send(jurisdiction_id=jurisdiction_id, messages=told, now=now)
        event = NewEvent(events.WEBHOOK, hook.id, events.WEBHOOK_STOPPED, {"failures": hook.failures})
        append(jurisdiction_id=jurisdiction_id, events=[event], actor_id=actor, now=now)
    return True
