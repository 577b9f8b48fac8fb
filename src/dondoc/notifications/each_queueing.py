"""Deliveries to gateways and browsers: made at once, and once; of one message each, or of a bundle. Set-based, as `queueing` is.

A message alone is a bundle of its own here. What a run tells a person at once is one delivery to each browser and gateway.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from dondoc.foundation.clock import LOCAL
from dondoc.notifications.kinds import quiet_codes
from dondoc.notifications.rules import MORNING
from dondoc.notifications.selectors import default_wishes

#: What did not go out for so long is old news: nobody wants it as an SMS.
_STALE = dt.timedelta(days=2)
_LOCK = 0x6E72
_HOLD = "SELECT pg_advisory_xact_lock(%s, %s::int)"
# What was told before there was a target is not for it; what a person read in the house meanwhile, or keeps in the house,
# is not sent.
_MAKE = """
WITH fresh AS (
  SELECT m.id AS message_id, m.user_id, t.id AS target_id,
    CASE m.bundle WHEN '' THEN m.id::text ELSE m.bundle END AS bundle
  FROM {targets} t
  JOIN notifications_message m ON m.jurisdiction_id = t.jurisdiction_id AND m.created_at > %(since)s
    AND m.created_at >= t.created_at AND m.read_at IS NULL AND {wanted}
  JOIN accounts_user u ON u.jurisdiction_id = m.jurisdiction_id AND u.id = m.user_id AND u.is_active
  LEFT JOIN notifications_preference p ON p.jurisdiction_id = m.jurisdiction_id AND p.user_id = m.user_id
  WHERE t.jurisdiction_id = %(jurisdiction)s AND t.ended_at IS NULL AND {asked}
    AND NOT m.kind = ANY(coalesce(p.muted_kinds, %(muted)s::varchar[]))
    AND (m.bundle = '' OR %(local_hour)s >= %(morning)s)
    AND NOT EXISTS (SELECT FROM notifications_deliverymessage d WHERE d.jurisdiction_id = m.jurisdiction_id
      AND d.message_id = m.id AND d.channel = '{channel}' AND d.target_id = t.id)
), letters AS (
  SELECT user_id, target_id, bundle, nextval('dondoc_id') AS delivery_id
  FROM (SELECT DISTINCT user_id, target_id, bundle FROM fresh) d
), made AS (
  INSERT INTO notifications_delivery (jurisdiction_id, id, channel, user_id, target_id, uid, is_digest, state, attempts,
    next_attempt_at, reason, made_at)
  SELECT %(jurisdiction)s, delivery_id, '{channel}', user_id, target_id, replace(gen_random_uuid()::text, '-', ''),
    false, 'queued', 0, %(now)s, '', %(now)s FROM letters
)
INSERT INTO notifications_deliverymessage (jurisdiction_id, delivery_id, message_id, channel, target_id)
SELECT %(jurisdiction)s, l.delivery_id, f.message_id, '{channel}', f.target_id
FROM fresh f JOIN letters l USING (user_id, target_id, bundle)
"""
_WEBHOOKS = _MAKE.format(
    channel="webhook", targets="notifications_webhook",
    wanted="(t.kinds = '{}' OR m.kind = ANY(t.kinds)) AND (m.is_urgent OR NOT m.kind = ANY(%(quiet)s::varchar[]))",
    asked="t.stopped_at IS NULL",
)  # fmt: skip
_BROWSERS = _MAKE.format(
    channel="push", targets="notifications_pushsubscription", wanted="m.user_id = t.user_id AND m.is_urgent",
    asked="coalesce(p.by_push, %(by_push)s)",
)  # fmt: skip


def queue_each(*, jurisdiction_id: int, now: dt.datetime) -> int:
    """Make the deliveries to gateways and browsers whose moment has come.

    Args:
        jurisdiction_id: whose.
        now: the moment of its clock.

    Returns:
        How many messages are on their way, counted for each browser and gateway.
    """
    wishes = default_wishes(jurisdiction_id)
    values: dict[str, Any] = {
        "jurisdiction": jurisdiction_id, "now": now, "since": now - _STALE, "by_push": wishes.by_push,
        "muted": list(wishes.muted_kinds), "quiet": quiet_codes(), "local_hour": now.astimezone(LOCAL).hour,
        "morning": MORNING,
    }  # fmt: skip
    made = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HOLD, [_LOCK, jurisdiction_id])
        for statement in (_WEBHOOKS, _BROWSERS):
            cursor.execute(statement, values)
            made += cursor.rowcount
    return made
