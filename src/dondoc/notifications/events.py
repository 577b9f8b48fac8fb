"""Ledger codes of the room. Payloads hold ids and codes: no address, no secret, no name."""

from __future__ import annotations

FEED_LINK = "feed_link"

FEED_LINK_RENEWED = "feed_link.renewed"
FEED_LINK_REVOKED = "feed_link.revoked"

DEFAULT_PREFERENCES = "default_preferences"
WEBHOOK = "webhook"
DELIVERY = "delivery"

DEFAULT_PREFERENCES_SET = "default_preferences.set"

WEBHOOK_REGISTERED = "webhook.registered"
WEBHOOK_STOPPED = "webhook.stopped"
WEBHOOK_RESUMED = "webhook.resumed"
WEBHOOK_ENDED = "webhook.ended"
DELIVERY_RETRIED = "delivery.retried"
