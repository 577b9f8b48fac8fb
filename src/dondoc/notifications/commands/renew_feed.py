"""Make a secret link to a calendar; the one before it opens nothing any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_directives
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.feed_rules import new_secret, secret_digest
from dondoc.notifications.feed_selectors import may_link_unit
from dondoc.organizations.models import Unit

MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class IssuedFeed:
    """A new link. `secret` is shown once and stored nowhere."""

    link: FeedLink
    secret: str = field(repr=False)


def renew_feed(*, actor: User, unit_id: int | None = None, now: dt.datetime, request_id: str = "") -> IssuedFeed:
    """Give the actor a new link to their own calendar or a unit's; of each there is one that opens.

    Args:
        actor: who reads by it.
        unit_id: whose deadlines; None: the actor's own.
        now: the moment.
        request_id: of the log.

    Returns:
        The link with its secret.

    Raises:
        NotFound: the actor sees no directives, or no such unit's.
        Conflict: they have as many as one may have.
    """
    here = actor.jurisdiction_id
    if not may_see_directives(actor):
        raise NotFound
    if unit_id is not None:
        known = Unit.objects.filter(jurisdiction_id=here, id=unit_id).exists()
        if not known or not may_link_unit(actor, unit_id):
            raise NotFound
    secret = new_secret(here)
    with transaction.atomic():
        User.objects.select_for_update().get(jurisdiction_id=here, id=actor.pk)  # two at once: one link
        valid = FeedLink.objects.select_for_update().filter(
            jurisdiction_id=here, user_id=actor.pk, revoked_at__isnull=True
        )
        before = valid.filter(unit_id=unit_id).first() if unit_id else valid.filter(unit_id__isnull=True).first()
        if before is None and valid.count() >= MOST_LINKS:
            raise Conflict(
                _("Bạn đã có %(most)s liên kết lịch. Hãy thu hồi liên kết không dùng nữa.") % {"most": MOST_LINKS}
            )
        told = []
        if before is not None:
            before.revoked_at = now
            before.save(update_fields=["revoked_at"])
            told.append(NewEvent(events.FEED_LINK, before.id, events.FEED_LINK_REVOKED, {"user_id": actor.pk}))
        link = FeedLink.objects.create(
            jurisdiction_id=here, user_id=actor.pk, unit_id=unit_id, digest=secret_digest(secret), created_at=now
        )
        made = {"user_id": actor.pk, "unit_id": unit_id}
        told.append(NewEvent(events.FEED_LINK, link.id, events.FEED_LINK_RENEWED, made, is_first=True))
        append(jurisdiction_id=here, events=told, actor_id=actor.pk, now=now, request_id=request_id)
    return IssuedFeed(link, secret)
