"""Try a delivery again that failed or was given up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.choices import DeliveryState
from dondoc.notifications.models import Delivery
from dondoc.notifications.permissions import require_channels

_AGAIN = frozenset({DeliveryState.FAILED, DeliveryState.GIVEN_UP})


def retry_delivery(*, actor: User, delivery_id: int, now: dt.datetime, request_id: str = "") -> Delivery:
    """Let it go out in the next minute, the same letter under the same name. Its attempts go on being counted.

    Args:
        actor: an administrator.
        delivery_id: which.
        now: the moment.
        request_id: of the log.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such delivery.
        Conflict: it is on its way, or was sent.
    """
    require_channels(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().filter(jurisdiction_id=here, id=delivery_id).first()
        if delivery is None:
            raise NotFound(_("Không tìm thấy lần gửi này. Hãy tải lại trang."))
        if delivery.state not in _AGAIN:
            raise Conflict(_("Lần gửi này đang đi hoặc đã gửi xong. Hãy tải lại trang."))
        payload = {"channel": delivery.channel, "reason": delivery.reason}
        delivery.state, delivery.next_attempt_at = DeliveryState.QUEUED, now
        delivery.save(update_fields=["state", "next_attempt_at"])
        event = NewEvent(events.DELIVERY, delivery.id, events.DELIVERY_RETRIED, payload)
        append(jurisdiction_id=here, events=[event], actor_id=actor.pk, now=now, request_id=request_id)
    return delivery
