"""Which messages go to which gateway: each at once, alone, and once. Set-based, as `queueing` is."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction

#: What a gateway did not get for so long is old news: nobody wants it as an SMS.
_STALE = dt.timedelta(days=2)
_LOCK = 0x6E72
_HOLD = "SELECT pg_advisory_xact_lock(%s, %s::int)"
# What was told before a gateway was named is not for it; what a person read in the house meanwhile, or keeps in the
# house, is not sent.
_MAKE = """
WITH fresh AS (
  SELECT m.id AS message_id, m.user_id, h.id AS target_id, nextval('dondoc_id') AS delivery_id
  FROM notifications_webhook h
  JOIN notifications_message m ON m.jurisdiction_id = h.jurisdiction_id AND m.created_at > %(since)s
    AND m.created_at >= h.created_at AND m.read_at IS NULL AND (h.kinds = '{}' OR m.kind = ANY(h.kinds))
  JOIN accounts_user u ON u.jurisdiction_id = m.jurisdiction_id AND u.id = m.user_id AND u.is_active
  LEFT JOIN notifications_preference p ON p.jurisdiction_id = m.jurisdiction_id AND p.user_id = m.user_id
  WHERE h.jurisdiction_id = %(jurisdiction)s AND h.ended_at IS NULL AND h.stopped_at IS NULL
    AND NOT m.kind = ANY(coalesce(p.muted_kinds, '{}'))
    AND NOT EXISTS (SELECT FROM notifications_deliverymessage d WHERE d.jurisdiction_id = m.jurisdiction_id
      AND d.message_id = m.id AND d.channel = 'webhook' AND d.target_id = h.id)
), made AS (
  INSERT INTO notifications_delivery (jurisdiction_id, id, channel, user_id, target_id, uid, is_digest, state, attempts,
    next_attempt_at, reason, made_at)
  SELECT %(jurisdiction)s, delivery_id, 'webhook', user_id, target_id, replace(gen_random_uuid()::text, '-', ''), false,
    'queued', 0, %(now)s, '', %(now)s FROM fresh
)
INSERT INTO notifications_deliverymessage (jurisdiction_id, delivery_id, message_id, channel, target_id)
SELECT %(jurisdiction)s, delivery_id, message_id, 'webhook', target_id FROM fresh
"""


def queue_webhooks(*, jurisdiction_id: int, now: dt.datetime) -> int:
    """Make the deliveries to gateways whose moment has come.

    Args:
        jurisdiction_id: whose.
        now: the moment of its clock.

    Returns:
        How many were made.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HOLD, [_LOCK, jurisdiction_id])
        cursor.execute(_MAKE, {"jurisdiction": jurisdiction_id, "now": now, "since": now - _STALE})
        made: int = cursor.rowcount
    return made
