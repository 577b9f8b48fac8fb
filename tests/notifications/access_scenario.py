"""What the table of who gets what needs of this room's channels: a calendar link, a gateway, a failed delivery, a browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

_KEYS = {
    "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
JSON: dict[tuple[str, str], dict[str, Any]] = {
    ("api:webhooks", "POST"): {"name": "Zalo", "url": "https://zalo.example.vn/gui"},
    ("api:default_preferences", "PUT"): {
        "by_email": True,
        "by_push": False,
        "urgent_at_once": True,
        "digest_hour": 8,
    },
    ("api:push_subscriptions", "POST"): {"endpoint": "https://push.example.vn/2", **_KEYS},
}
FORMS: dict[str, dict[str, str]] = {
    "web:sending_defaults": {"by_email": "on", "digest_hour": "8"},
    "web:feeds": {"unit": "0"},
    "web:webhook_add": {"name": "Zalo", "url": "https://zalo.example.vn/gui"},
}


def scenario(now: dt.datetime, clerk: Any, administrator: Any) -> dict[str, Any]:
    """The clerk's link, the administrator's gateway, which was stopped and leads nowhere, a delivery to it."""
    from dondoc.notifications.commands.register_webhook import register_webhook
    from dondoc.notifications.commands.renew_feed import renew_feed
    from dondoc.notifications.commands.subscribe_push import subscribe_push
    from dondoc.notifications.models import Delivery, Webhook

    hook = register_webhook(actor=administrator, name="SMS", url="https://127.0.0.1/", now=now).webhook
    Webhook.objects.filter(id=hook.id).update(stopped_at=now)
    given_up = Delivery.objects.create(
        jurisdiction_id=1, channel="webhook", user_id=clerk.pk, target_id=hook.id, uid="0" * 32, state="given_up",
        attempts=16, next_attempt_at=now, reason="forbidden", made_at=now,
    )  # fmt: skip
    return {
        "feed_link": renew_feed(actor=clerk, now=now).link.id, "no_secret": "khong-co", "webhook": hook.id,
        "given_up": given_up.id,
        "browser": subscribe_push(actor=clerk, endpoint="https://push.example.vn/1", now=now, **_KEYS).id,
    }  # fmt: skip
