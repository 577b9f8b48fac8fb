"""Which messages leave the house, and when: urgent ones at once, the others in each person's digest. Set-based.

What a delivery carries is settled in the statement that makes it; a message is in one delivery of a channel and a target, which
the database holds (`message_delivered_once`). So making twice what was made, by two workers or after a kill, makes nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import LOCAL, local_day
from dondoc.notifications.email.smtp import is_set_up
from dondoc.notifications.rules import MORNING
from dondoc.notifications.selectors import default_wishes

#: What was not sent for so long is old news: it stays in the house.
_STALE = dt.timedelta(days=14)
# Two workers make no digest at the same time; each minute one of them waits for a moment.
_LOCK = 0x6E71
_HOLD = "SELECT pg_advisory_xact_lock(%s, %s::int)"

_PEOPLE = """
people AS (
  SELECT u.id AS user_id, u.email, coalesce(p.by_email, %(by_email)s) AS by_email,
    coalesce(p.urgent_at_once, %(at_once)s) AS at_once, coalesce(p.digest_hour, %(hour)s) AS digest_hour,
    coalesce(p.muted_kinds, %(muted)s::varchar[]) AS muted
  FROM accounts_user u LEFT JOIN notifications_preference p ON p.jurisdiction_id = u.jurisdiction_id AND p.user_id = u.id
  WHERE u.jurisdiction_id = %(jurisdiction)s AND u.is_active AND u.email <> ''
)"""
_NOT_SENT = """
NOT EXISTS (SELECT FROM notifications_deliverymessage d WHERE d.jurisdiction_id = m.jurisdiction_id
  AND d.message_id = m.id AND d.channel = 'email' AND d.target_id = 0)"""
_URGENT = f"""
WITH {_PEOPLE}, fresh AS (
  SELECT m.id AS message_id, m.user_id, CASE m.bundle WHEN '' THEN m.id::text ELSE m.bundle END AS bundle
  FROM notifications_message m JOIN people p ON p.user_id = m.user_id
  WHERE m.jurisdiction_id = %(jurisdiction)s AND m.created_at > %(since)s AND m.is_urgent AND m.read_at IS NULL
    AND p.by_email AND p.at_once AND NOT m.kind = ANY(p.muted) AND {_NOT_SENT}
    AND (m.bundle = '' OR %(local_hour)s >= %(morning)s)
), letters AS (
  SELECT user_id, bundle, nextval('dondoc_id') AS delivery_id FROM (SELECT DISTINCT user_id, bundle FROM fresh) t
), made AS (
  INSERT INTO notifications_delivery (jurisdiction_id, id, channel, user_id, target_id, uid, is_digest, state, attempts,
    next_attempt_at, reason, made_at)
  SELECT %(jurisdiction)s, delivery_id, 'email', user_id, 0, replace(gen_random_uuid()::text, '-', ''), false, 'queued', 0,
    %(now)s, '', %(now)s FROM letters
)
INSERT INTO notifications_deliverymessage (jurisdiction_id, delivery_id, message_id, channel, target_id)
SELECT %(jurisdiction)s, l.delivery_id, f.message_id, 'email', 0 FROM fresh f JOIN letters l USING (user_id, bundle)
"""  # noqa: S608 - parts of ours
_DIGESTS = f"""
WITH {_PEOPLE}, due AS (
  SELECT p.* FROM people p LEFT JOIN notifications_digestmark k
    ON k.jurisdiction_id = %(jurisdiction)s AND k.user_id = p.user_id
  WHERE p.by_email AND p.digest_hour <= %(local_hour)s AND (k.made_on IS NULL OR k.made_on < %(today)s)
), marked AS (
  INSERT INTO notifications_digestmark (jurisdiction_id, user_id, made_on) SELECT %(jurisdiction)s, user_id, %(today)s FROM due
  ON CONFLICT (jurisdiction_id, user_id) DO UPDATE SET made_on = EXCLUDED.made_on
), fresh AS (
  SELECT m.id AS message_id, m.user_id
  FROM notifications_message m JOIN due p ON p.user_id = m.user_id
  WHERE m.jurisdiction_id = %(jurisdiction)s AND m.created_at > %(since)s AND m.read_at IS NULL
    AND NOT m.kind = ANY(p.muted) AND {_NOT_SENT}
), letters AS (
  SELECT user_id, nextval('dondoc_id') AS delivery_id FROM (SELECT DISTINCT user_id FROM fresh) t
), made AS (
  INSERT INTO notifications_delivery (jurisdiction_id, id, channel, user_id, target_id, uid, is_digest, state, attempts,
    next_attempt_at, reason, made_at)
  SELECT %(jurisdiction)s, delivery_id, 'email', user_id, 0, replace(gen_random_uuid()::text, '-', ''), true, 'queued', 0,
    %(now)s, '', %(now)s FROM letters
)
INSERT INTO notifications_deliverymessage (jurisdiction_id, delivery_id, message_id, channel, target_id)
SELECT %(jurisdiction)s, l.delivery_id, f.message_id, 'email', 0 FROM fresh f JOIN letters l ON l.user_id = f.user_id
"""  # noqa: S608 - parts of ours


def queue_due(*, jurisdiction_id: int, now: dt.datetime) -> int:
    """Make the e-mails whose moment has come: one of each urgent message or bundle, one digest of each person's others.

    A digest is made once on a working day, when the person's hour has come; a worker that was away makes it later that day.
    What a person read in the house meanwhile is not sent. Where no mail server is named nothing is made.

    Args:
        jurisdiction_id: whose.
        now: the moment of its clock.

    Returns:
        How many messages are on their way.
    """
    if not is_set_up():
        return 0
    wishes, here = default_wishes(jurisdiction_id), now.astimezone(LOCAL)
    values: dict[str, Any] = {
        "jurisdiction": jurisdiction_id, "now": now, "since": now - _STALE, "today": local_day(now),
        "local_hour": here.hour, "by_email": wishes.by_email, "at_once": wishes.urgent_at_once,
        "morning": MORNING, "hour": wishes.digest_hour, "muted": list(wishes.muted_kinds),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HOLD, [_LOCK, jurisdiction_id])
        cursor.execute(_URGENT, values)
        queued: int = cursor.rowcount
        if calendar_of(jurisdiction_id).is_working_day(local_day(now)):
            cursor.execute(_DIGESTS, values)
            queued += cursor.rowcount
    return queued
