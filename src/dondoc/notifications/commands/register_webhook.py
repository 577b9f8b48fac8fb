"""Name a gateway to which messages go out."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.kinds import kinds as known_kinds
from dondoc.notifications.outside import checked_url
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.webhook_models import Webhook
from dondoc.notifications.webhook_rules import secret_of
from dondoc.organizations.models import Jurisdiction
from dondoc.organizations.rules import clean_text

MOST_WEBHOOKS = 5


@dataclass(frozen=True, slots=True)
class RegisteredWebhook:
    """A new gateway. `secret` is shown once."""

    webhook: Webhook
    secret: str = field(repr=False)


def register_webhook(
    *, actor: User, name: str, url: str, kinds: Sequence[str] = (), now: dt.datetime, request_id: str = ""
) -> RegisteredWebhook:
    """Send messages to a gateway from now on.

    Args:
        actor: an administrator.
        name: what people call it.
        url: https; of a host of `DONDOC_INNER_HOSTS` also http.
        kinds: codes of the kinds that it gets; none: all.
        now: the moment.
        request_id: of the log.

    Raises:
        Refused: the actor is no administrator.
        BadInput: no name, no such address, a kind that there is not.
        Conflict: there are as many as there may be, or one of this address.
    """
    require_channels(actor)
    here = actor.jurisdiction_id
    name = clean_text(name, field="name", label=_("Tên cổng"), most=80)
    url = checked_url(url, inner_hosts=frozenset(settings.INNER_HOSTS), field="url")
    known = {one.code for one in known_kinds()}
    if unknown := next((code for code in kinds if code not in known), None):
        raise BadInput(
            _("Không có loại thông báo “%(code)s”.") % {"code": unknown[:60]}, code="unknown_kind", field="kinds"
        )
    with transaction.atomic():
        Jurisdiction.objects.select_for_update().get(id=here)  # two at once: one after the other
        valid = Webhook.objects.filter(jurisdiction_id=here, ended_at__isnull=True)
        if valid.filter(url=url).exists():
            raise Conflict(_("Đã có cổng với địa chỉ này."))
        if valid.count() >= MOST_WEBHOOKS:
            raise Conflict(_("Đã có %(most)s cổng. Hãy bỏ cổng không dùng nữa.") % {"most": MOST_WEBHOOKS})
        hook = Webhook.objects.create(
            jurisdiction_id=here, name=name, url=url, kinds=sorted(set(kinds)), salt=secrets.token_hex(16),
            created_at=now, created_by_id=actor.pk,
        )  # fmt: skip
        event = NewEvent(events.WEBHOOK, hook.id, events.WEBHOOK_REGISTERED, {"kinds": hook.kinds}, is_first=True)
        append(jurisdiction_id=here, events=[event], actor_id=actor.pk, now=now, request_id=request_id)
    return RegisteredWebhook(hook, secret_of(settings.SECRET_KEY, here, hook.salt))
