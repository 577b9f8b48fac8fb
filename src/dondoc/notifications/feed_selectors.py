"""Reads of calendar links, and of the calendar behind one."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_see_directives, scope_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound
from dondoc.notifications.feed_file import feed_file
from dondoc.notifications.feed_models import FeedLink
from dondoc.notifications.feed_rules import secret_digest, secret_jurisdiction
from dondoc.notifications.feeds import entries_of
from dondoc.organizations.models import Unit
from dondoc.organizations.selectors import units_on


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is now.

    Attributes:
        content: the file.
        changed_at: since when it has been so, as far as it was read.
    """

    content: bytes
    changed_at: dt.datetime

    @property
    def etag(self) -> str:
        """Names the content."""
        return f'"{hashlib.sha256(self.content).hexdigest()}"'


def links_of(user: User) -> QuerySet[FeedLink]:
    """Return the links that `user` has and that open, one's own calendar first."""
    found = FeedLink.objects.filter(jurisdiction_id=user.jurisdiction_id, user_id=user.pk, revoked_at__isnull=True)
    return found.select_related("unit").order_by(F("unit__sort_key").asc(nulls_first=True), "id")


def may_link_unit(user: User, unit_id: int) -> bool:
    """Return whether `user` may have the deadlines of a unit in a calendar: whoever sees its figures."""
    return may_see_directives(user) and scope_of(user).sees_figures_of(unit_id)


def units_to_link(user: User, on: dt.date) -> list[Unit]:
    """Return the units of a day whose deadlines `user` may have in a calendar, in Vietnamese order."""
    if not may_see_directives(user):
        return []
    scope = scope_of(user)
    return [unit for unit in units_on(user.jurisdiction_id, on) if scope.sees_figures_of(unit.id)]


def link_behind(secret: str) -> tuple[FeedLink, User]:
    """Return the link that a secret opens, and whose it is.

    Raises:
        NotFound: it opens nothing, or nothing any more.
    """
    here = secret_jurisdiction(secret)
    if here is None:
        raise NotFound
    found = FeedLink.objects.select_related("unit").filter(
        jurisdiction_id=here, digest=secret_digest(secret), revoked_at__isnull=True
    )
    link = found.first()
    user = (
        User.objects.select_related("jurisdiction").filter(jurisdiction_id=here, id=link.user_id).first()
        if link is not None
        else None
    )
    if link is None or user is None or not may_see_directives(user):
        raise NotFound
    if link.unit_id is not None and not may_link_unit(user, link.unit_id):
        raise NotFound
    return link, user


def read_feed(link: FeedLink, user: User, *, base: str, now: dt.datetime) -> Feed:
    """Return the calendar behind a link; notes since when it is so, which no entry alone knows: some go away.

    Args:
        link: an open one.
        user: whose it is.
        base: where the house is reached.
        now: the moment of the jurisdiction's clock.
    """
    entries = entries_of(user, link.unit_id, today=local_day(now))
    name = _("Đôn Đốc") + " – " + (link.unit.name if link.unit else user.full_name)
    content = feed_file(entries, name=name, base=base)
    digest = hashlib.sha256(content).digest()
    if bytes(link.content_digest) != digest or link.content_changed_at is None:
        link.content_digest, link.content_changed_at = digest, now
        link.save(update_fields=["content_digest", "content_changed_at"])
    return Feed(content, link.content_changed_at)
