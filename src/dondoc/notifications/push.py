"""Sending to a browser's push service, and what its answer amounts to. The channel `push`."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.utils.translation import override

from dondoc.notifications.bundles import said
from dondoc.notifications.channels import SENT, Outcome, refused, retry
from dondoc.notifications.choices import Reason
from dondoc.notifications.models import Delivery, Message
from dondoc.notifications.outside import Forbidden, Place, post
from dondoc.notifications.push_crypto import Receiver, authorization, encoded, encrypt, private_key, public_bytes
from dondoc.notifications.push_models import PushSubscription
from dondoc.organizations.models import Jurisdiction

_DAY = 86_400
_MOST_TITLE, _MOST_TEXT = 120, 400  # letters; a push service takes four thousand bytes
_GONE = frozenset({404, 410})
_TOO_LARGE = 413


def application_key() -> str:
    """The public key by which a browser knows this installation."""
    return encoded(public_bytes(private_key(settings.VAPID_KEY)))


def deliver(delivery: Delivery, messages: Sequence[Message], now: dt.datetime) -> Outcome:
    """Send a delivery to its browser; one that its service does not know any more is told nothing more."""
    here = delivery.jurisdiction_id
    found = PushSubscription.objects.filter(jurisdiction_id=here, id=delivery.target_id, ended_at__isnull=True)
    browser = found.first()
    if browser is None:
        return refused(Reason.GONE)
    offset = Jurisdiction.objects.values_list("clock_offset_days", flat=True).get(id=here)
    really = now - dt.timedelta(days=offset)  # an example lives in other days, a push service does not
    try:
        status = post(
            Place(browser.endpoint, frozenset(settings.INNER_HOSTS), settings.OUTSIDE_TIMEOUT),
            encrypt(
                _shown(delivery, messages), Receiver(bytes(browser.public_key), bytes(browser.auth)),
                own=ec.generate_private_key(ec.SECP256R1()), salt=os.urandom(16),
            ),
            {
                "Authorization": authorization(
                    browser.endpoint, key=private_key(settings.VAPID_KEY), subject=_contact(),
                    at=int(really.timestamp()),
                ),
                "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(_DAY),
                # A message of the same topic takes the place of the one that waits: a retry shows nothing twice.
                "Topic": delivery.uid, "Urgency": "high",
            },
        )  # fmt: skip
    except Forbidden:
        return refused(Reason.FORBIDDEN)
    except TimeoutError:
        return retry(Reason.NO_ANSWER)
    except OSError:
        return retry(Reason.UNREACHABLE)
    if status in _GONE:
        found.update(ended_at=now)
    return _outcome_of(status)


def _contact() -> str:
    """Whom a push service may ask about what it is sent: the sender of our mail, or else the house.

    Apple's service refuses a name that leads nowhere, as the sender's is until somebody sets it (web-push-libs/web-push#947).
    """
    host = settings.MAIL_FROM.rpartition("@")[2]
    if "." not in host and settings.BASE_URL.startswith("https://"):
        return str(settings.BASE_URL)
    return f"mailto:{settings.MAIL_FROM}"


def _outcome_of(status: int) -> Outcome:
    if status in _GONE:
        return refused(Reason.GONE)
    if 200 <= status < 300:  # noqa: PLR2004 - as HTTP has them
        return SENT
    return refused(Reason.REFUSED) if status == _TOO_LARGE else retry(Reason.REFUSED_FOR_NOW)


def _shown(delivery: Delivery, messages: Sequence[Message]) -> bytes:
    with override("vi"):
        words = said(messages)
        facts = {
            "title": words.subject[:_MOST_TITLE], "body": words.text[:_MOST_TEXT], "path": words.path,
            "tag": delivery.uid,
        }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False).encode()
