"""Let a browser be told at once."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.notifications.outside import checked_url
from dondoc.notifications.push_crypto import decoded, is_receiver
from dondoc.notifications.push_models import PushSubscription

MOST_BROWSERS = 10
_MOST_ENDPOINT = 1000


def subscribe_push(*, actor: User, endpoint: str, public_key: str, auth: str, now: dt.datetime) -> PushSubscription:
    """Tell urgent things to a browser of the actor's. A setting of one person, as preferences are: no ledger event.

    A browser belongs to whoever subscribed it last: what another person told it to show is not shown there any more.

    Args:
        actor: whose browser.
        endpoint: where its push service takes messages, https.
        public_key: of the browser, base64url.
        auth: its secret, base64url.
        now: the moment.

    Raises:
        BadInput: no such address, no such keys.
        Conflict: the actor has as many browsers as one may have.
    """
    endpoint = checked_url(endpoint, inner_hosts=frozenset(settings.INNER_HOSTS), field="endpoint", most=_MOST_ENDPOINT)
    try:
        keys = decoded(public_key[:200]), decoded(auth[:200])
    except ValueError:
        keys = b"", b""
    if not is_receiver(*keys):
        raise BadInput(_("Khoá của trình duyệt không đúng. Hãy tải lại trang rồi bật lại."), field="public_key")
    here = actor.jurisdiction_id
    with transaction.atomic():
        User.objects.select_for_update().get(jurisdiction_id=here, id=actor.pk)  # two at once: one after the other
        valid = PushSubscription.objects.filter(jurisdiction_id=here, ended_at__isnull=True)
        same = valid.select_for_update().filter(endpoint=endpoint).first()
        if same is not None and same.user_id == actor.pk and (bytes(same.public_key), bytes(same.auth)) == keys:
            return same
        if same is not None:
            same.ended_at = now
            same.save(update_fields=["ended_at"])
        if valid.filter(user_id=actor.pk).count() >= MOST_BROWSERS:
            raise Conflict(
                _("Bạn đã bật trên %(most)s trình duyệt. Hãy tắt trình duyệt không dùng nữa.") % {"most": MOST_BROWSERS}
            )
        return PushSubscription.objects.create(
            jurisdiction_id=here, user_id=actor.pk, endpoint=endpoint, public_key=keys[0], auth=keys[1], created_at=now
        )
