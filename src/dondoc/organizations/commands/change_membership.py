"""Say for which days a unit belongs to a group."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.commands._checks import checked_within, locked_group, locked_unit
from dondoc.organizations.models import GroupMembership
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import check_period


def change_membership(
    *,
    actor: Actor,
    group_id: int,
    unit_id: int,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> GroupMembership:
    """Let the unit belong to the group from one day to another; a membership of that first day gets the new last one.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such group or unit in the actor's jurisdiction.
        BadInput: the days are not in order, or the unit does not exist on all of them.
        Conflict: the unit belongs to the group already on some of these days.
    """
    require_manager(actor)
    check_period(valid_from, valid_to, first=_("Ngày bắt đầu"), last=_("Ngày kết thúc"))
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        locked_group(here, group_id)
        unit = locked_unit(here, unit_id)
        checked_within(unit, valid_from, valid_to)
        existing = GroupMembership.objects.filter(
            jurisdiction_id=here, group_id=group_id, unit_id=unit_id, valid_from=valid_from
        ).first()
        if existing is not None and existing.valid_to == valid_to:
            return existing
        with refusals():
            if existing is None:
                membership = GroupMembership.objects.create(
                    jurisdiction_id=here, group_id=group_id, unit_id=unit_id, valid_from=valid_from, valid_to=valid_to
                )
            else:
                membership = existing
                membership.valid_to = valid_to
                membership.save()
        units_changed(here)
        payload = {
            "unit_id": unit_id,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        code = events.MEMBER_ADDED if existing is None else events.MEMBER_CHANGED
        append(
            jurisdiction_id=here,
            events=[NewEvent(events.GROUP, group_id, code, payload, effective_on=valid_from)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return membership
