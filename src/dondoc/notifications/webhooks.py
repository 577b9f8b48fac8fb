"""Sending to a gateway: what it is told, and what its answer amounts to. The channel `webhook`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from dondoc.accounts.models import User
from dondoc.notifications.bundles import said
from dondoc.notifications.channels import SENT, Outcome, refused, retry
from dondoc.notifications.choices import Reason
from dondoc.notifications.commands.stop_webhook import stop_webhook
from dondoc.notifications.models import Delivery, Message
from dondoc.notifications.outside import Forbidden, Place, post
from dondoc.notifications.webhook_models import Webhook
from dondoc.notifications.webhook_rules import MOST_FAILURES, body_of, is_gone, is_yes, secret_of, signature_of
from dondoc.organizations.models import Unit


def deliver(delivery: Delivery, messages: Sequence[Message], now: dt.datetime) -> Outcome:
    """Send a delivery to its gateway."""
    here = delivery.jurisdiction_id
    hook = Webhook.objects.filter(jurisdiction_id=here, id=delivery.target_id, ended_at__isnull=True).first()
    if hook is None:
        return refused(Reason.GONE)
    if hook.stopped_at is not None:
        return retry(Reason.NOT_SET_UP)
    user = User.objects.filter(jurisdiction_id=here, id=delivery.user_id, is_active=True).first()
    if user is None:
        return refused(Reason.NO_ADDRESS)
    with override("vi"):
        outcome = send(hook, _facts(delivery.uid, messages, user), now)
    _note(hook, outcome, now)
    return outcome


def send_sample(hook: Webhook, user: User, now: dt.datetime) -> Outcome:
    """Send a gateway a message that says that it is a trial, as if it were for `user`."""
    with override("vi"):
        facts = {
            "id": f"thu-{hook.id}-{int(now.timestamp())}", "kind": "notifications.trial", "is_trial": True, "count": 1,
            "subject": _("Thư thử của Đôn Đốc"), "text": _("Cổng nhận được tin này là đã nối đúng."),
            "url": settings.BASE_URL + "/", "is_urgent": False, "created_at": now.isoformat(), "person": _person(user),
        }  # fmt: skip
        return send(hook, facts, now)


def send(hook: Webhook, facts: Mapping[str, Any], now: dt.datetime) -> Outcome:
    """Give a gateway what it is to pass on.

    Args:
        hook: the gateway.
        facts: the body; `id` is also the Idempotency-Key.
        now: the moment that is signed.
    """
    body = body_of(facts)
    secret = secret_of(settings.SECRET_KEY, hook.jurisdiction_id, hook.salt)
    headers = {
        "Content-Type": "application/json; charset=utf-8", "User-Agent": "dondoc", "Idempotency-Key": str(facts["id"]),
        "X-Dondoc-Signature": signature_of(secret, body, int(now.timestamp())),
    }  # fmt: skip
    place = Place(hook.url, frozenset(settings.INNER_HOSTS), settings.OUTSIDE_TIMEOUT)
    try:
        status = post(place, body, headers)
    except Forbidden:
        return retry(Reason.FORBIDDEN)
    except TimeoutError:
        return retry(Reason.NO_ANSWER)
    except OSError:
        return retry(Reason.UNREACHABLE)
    if is_yes(status):
        return SENT
    return refused(Reason.GONE) if is_gone(status) else retry(Reason.REFUSED_FOR_NOW)


def _facts(uid: str, messages: Sequence[Message], user: User) -> dict[str, Any]:
    words = said(messages)
    return {
        "id": uid, "kind": words.first.kind, "is_trial": False, "count": len(messages), "subject": words.subject,
        "text": words.text, "url": settings.BASE_URL + words.path, "is_urgent": words.first.is_urgent,
        "created_at": words.first.created_at.isoformat(), "person": _person(user),
    }  # fmt: skip


def _person(user: User) -> dict[str, str]:
    """What a gateway finds a telephone number by: no name, no address of the person."""
    unit = Unit.objects.filter(jurisdiction_id=user.jurisdiction_id, id=user.unit_id).first() if user.unit_id else None
    return {"username": user.username, "unit": unit.code if unit else "", "role": user.role}


def _note(hook: Webhook, outcome: Outcome, now: dt.datetime) -> None:
    """Count what failed one after the other; a gateway that failed too often is stopped and its people are told."""
    row = Webhook.objects.filter(jurisdiction_id=hook.jurisdiction_id, id=hook.id)
    if outcome.is_sent:
        if hook.failures:
            row.update(failures=0)
        return
    row.update(failures=F("failures") + 1)
    if hook.failures + 1 >= MOST_FAILURES:
        stop_webhook(actor=None, jurisdiction_id=hook.jurisdiction_id, webhook_id=hook.id, now=now)
