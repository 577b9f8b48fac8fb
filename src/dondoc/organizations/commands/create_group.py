"""Create a group of units that documents name as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.foundation.text import sort_key
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.commands._checks import new_code
from dondoc.organizations.models import UnitGroup
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import clean_aliases, clean_text


def create_group(
    *, actor: Actor, code: str, name: str, aliases: Iterable[str] = (), now: dt.datetime, request_id: str = ""
) -> UnitGroup:
    """Create a group without members.

    Raises:
        Refused: the actor is no administrator.
        BadInput: a value cannot be taken.
        Conflict: the code is in use.
    """
    code = new_code(code, label=_("Mã nhóm"))
    name = clean_text(name, field="name", label=_("Tên nhóm"), most=200)
    names = clean_aliases(aliases)
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        with refusals():
            group = UnitGroup.objects.create(
                jurisdiction_id=actor.jurisdiction_id,
                code=code,
                name=name,
                aliases=names,
                sort_key=sort_key(name)[:600],
            )
        units_changed(actor.jurisdiction_id)
        payload = {"code": code, "name": name, "aliases": names}
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.GROUP, group.id, events.GROUP_CREATED, payload, is_first=True)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return group
