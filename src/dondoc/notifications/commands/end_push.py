"""Tell a browser nothing any more."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import NotFound
from dondoc.notifications.push_models import PushSubscription


def end_push(*, actor: User, subscription_id: int, now: dt.datetime) -> None:
    """End a subscription of one's own. A setting of one person: no ledger event.

    Args:
        actor: whose browser.
        subscription_id: which.
        now: the moment.

    Raises:
        NotFound: there is none of the actor's, or it ended already.
    """
    found = PushSubscription.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, id=subscription_id, ended_at__isnull=True
    )
    if not found.update(ended_at=now):
        raise NotFound(_("Trình duyệt này chưa bật thông báo. Hãy tải lại trang."))
