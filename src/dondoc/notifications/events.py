"""Ledger codes of the room. Payloads hold ids and codes: no address, no secret, no name."""

from __future__ import annotations

FEED_LINK = "feed_link"

FEED_LINK_RENEWED = "feed_link.renewed"
FEED_LINK_REVOKED = "feed_link.revoked"

WEBHOOK = "webhook"
DELIVERY = "delivery"

WEBHOOK_REGISTERED = "webhook.registered"
WEBHOOK_STOPPED = "webhook.stopped"
WEBHOOK_RESUMED = "webhook.resumed"
WEBHOOK_ENDED = "webhook.ended"
DELIVERY_RETRIED = "delivery.retried"
