"""Change how a group is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.foundation.text import sort_key
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import difference, hold_organization, units_changed
from dondoc.organizations.commands._checks import locked_group
from dondoc.organizations.models import UnitGroup
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import clean_aliases, clean_text


def change_group(
    *, actor: Actor, group_id: int, name: str, aliases: Iterable[str], now: dt.datetime, request_id: str = ""
) -> UnitGroup:
    """Give a group this name and these aliases; its code and members stay. What is the same leaves no event.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such group in the actor's jurisdiction.
        BadInput: a value cannot be taken.
    """
    name = clean_text(name, field="name", label=_("Tên nhóm"), most=200)
    names = clean_aliases(aliases)
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        group = locked_group(actor.jurisdiction_id, group_id)
        changed = difference(group, {"name": name, "aliases": names})
        if not changed:
            return group
        group.name, group.aliases, group.sort_key = name, names, sort_key(name)[:600]
        group.save()
        units_changed(actor.jurisdiction_id)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.GROUP, group.id, events.GROUP_CHANGED, changed)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return group
