"""Ledger codes of the room. Payloads hold ids and codes: no address, no secret, no name."""

from __future__ import annotations

FEED_LINK = "feed_link"

FEED_LINK_RENEWED = "feed_link.renewed"
FEED_LINK_REVOKED = "feed_link.revoked"
