"""The engine: claims a delivery, hands it to its channel, records what became of it. One that fails stops no other.

A row is claimed by one conditional UPDATE for a while (`lease`). A worker that dies anywhere lets its lease run out, and
another one sends the same letter under the same name. So nothing is lost, and nothing is sent twice but in the one gap
between the other side's yes and our record of it: then both bear the same Message-ID or key, by which the receiver knows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence

import structlog
from django.db import connection, transaction

from dondoc.notifications.channels import Outcome, channel, refused, retry
from dondoc.notifications.choices import ChannelCode, DeliveryState, Reason
from dondoc.notifications.models import Delivery, DeliveryMessage, Message
from dondoc.notifications.rules import is_given_up, wait_after

log = structlog.get_logger(__name__)
Clock = Callable[[], dt.datetime]
LEASE = dt.timedelta(minutes=10)
#: All that goes by these goes through one server of the office; gateways and browsers are each a server of their own.
ONE_SERVER = frozenset({str(ChannelCode.EMAIL)})
_OF_THE_SERVER = frozenset({Reason.NO_ANSWER, Reason.UNREACHABLE, Reason.SIGN_IN})

_CLAIM = """
UPDATE notifications_delivery SET state = 'sending', attempts = attempts + 1, claimed_until = %(until)s
WHERE (jurisdiction_id, id) = (
  SELECT jurisdiction_id, id FROM notifications_delivery
  WHERE jurisdiction_id = %(jurisdiction)s
    AND channel <> ALL (%(resting)s)
    AND (state IN ('queued', 'failed') AND next_attempt_at <= %(now)s OR state = 'sending' AND claimed_until < %(now)s)
  ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


def deliver_due(
    *, jurisdiction_id: int, clock: Clock, lease: dt.timedelta = LEASE, most: int = 500
) -> dict[str, int]:  # fmt: skip
    """Deliver what is due, the oldest first.

    Where the server of a channel does not answer, or lets nobody in, what goes by it rests until the next round: a server
    that hangs costs one wait, and not one for each letter.

    Args:
        jurisdiction_id: whose.
        clock: gives the moment of its clock.
        lease: how long one attempt may take before another worker may take the delivery.
        most: how many in one round.

    Returns:
        How many became what, by the codes of `DeliveryState`.
    """
    counts: Counter[str] = Counter()
    resting: set[str] = set()
    for _number in range(most):
        delivery = claim(jurisdiction_id, now=clock(), lease=lease, resting=resting)
        if delivery is None:
            break
        outcome = _attempt(delivery, clock())
        if delivery.channel in ONE_SERVER and outcome.reason in _OF_THE_SERVER:
            resting.add(delivery.channel)
        counts[record(delivery, outcome, now=clock())] += 1
    return dict(counts)


def claim(
    jurisdiction_id: int, *, now: dt.datetime, lease: dt.timedelta, resting: Collection[str] = ()
) -> Delivery | None:
    """Take the oldest delivery that is due, for as long as the lease; also one whose worker died.

    Args:
        jurisdiction_id: whose.
        now: the moment.
        lease: how long the attempt may take.
        resting: channels of which none is taken.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM, {"jurisdiction": jurisdiction_id, "now": now, "until": now + lease, "resting": list(resting)}
        )
        row = cursor.fetchone()
    return Delivery.objects.get(jurisdiction_id=jurisdiction_id, id=row[0]) if row else None


def messages_in(delivery: Delivery) -> Sequence[Message]:
    """Return what a delivery carries, the oldest first."""
    carried = DeliveryMessage.objects.filter(jurisdiction_id=delivery.jurisdiction_id, delivery_id=delivery.id)
    found = Message.objects.filter(jurisdiction_id=delivery.jurisdiction_id, id__in=carried.values("message_id"))
    return list(found.order_by("created_at", "id"))


def _attempt(delivery: Delivery, now: dt.datetime) -> Outcome:
    deliver = channel(delivery.channel)
    if deliver is None:
        return refused(Reason.NOT_SET_UP)
    try:
        return deliver(delivery, messages_in(delivery), now)
    except Exception:
        log.exception("delivery_failed", channel=delivery.channel, delivery=delivery.id)
        return retry(Reason.BROKEN)


def record(delivery: Delivery, outcome: Outcome, *, now: dt.datetime) -> str:
    """Write what became of an attempt; gives the state it is in now. Of one that another worker has taken over nothing is written."""
    with transaction.atomic():
        found = (
            Delivery.objects.select_for_update()
            .filter(
                jurisdiction_id=delivery.jurisdiction_id, id=delivery.id, state=DeliveryState.SENDING,
                attempts=delivery.attempts,
            )
            .first()
        )  # fmt: skip
        if found is None:
            return "taken_over"
        found.claimed_until = None
        if outcome.is_sent:
            found.state, found.sent_at, found.reason = DeliveryState.SENT, now, ""
        elif outcome.is_final or is_given_up(found.attempts):
            found.state, found.reason = DeliveryState.GIVEN_UP, outcome.reason or ""
        else:
            found.state, found.reason = DeliveryState.FAILED, outcome.reason or ""
            found.next_attempt_at = now + wait_after(found.attempts)
        found.save()
    return str(found.state)
