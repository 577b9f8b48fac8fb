"""Create a unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, unit_texts, units_changed
from dondoc.organizations.commands._checks import checked_kind, checked_parent, new_code
from dondoc.organizations.models import Unit
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import check_period, clean_aliases, clean_text, normal_official_code


def create_unit(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    parent_unit_id: int | None = None,
    official_code: str = "",
    abbreviation: str = "",
    aliases: Iterable[str] = (),
    now: dt.datetime,
    request_id: str = "",
) -> Unit:
    """Create a unit of the actor's jurisdiction.

    Raises:
        Refused: the actor is no administrator.
        BadInput: a value cannot be taken; the sentence says which.
        Conflict: the code is in use.
    """
    code = new_code(code, label=_("Mã đơn vị"))
    name = clean_text(name, field="name", label=_("Tên đơn vị"), most=200)
    abbreviation = clean_text(abbreviation, field="abbreviation", label=_("Tên viết tắt"), most=32, required=False)
    names = clean_aliases(aliases)
    official_code = normal_official_code(official_code)
    require_manager(actor)
    checked_kind(kind)
    check_period(valid_from, valid_to, first=_("Ngày có hiệu lực"), last=_("Ngày hết hiệu lực"))
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        checked_parent(actor.jurisdiction_id, None, parent_unit_id)
        with refusals():
            unit = Unit.objects.create(
                jurisdiction_id=actor.jurisdiction_id,
                code=code,
                name=name,
                kind=kind,
                parent_unit_id=parent_unit_id,
                official_code=official_code,
                abbreviation=abbreviation,
                aliases=names,
                valid_from=valid_from,
                valid_to=valid_to,
                **unit_texts(name, abbreviation, names),
            )
        units_changed(actor.jurisdiction_id)
        payload = {
            "code": code,
            "name": name,
            "kind": kind,
            "parent_unit_id": parent_unit_id,
            "official_code": official_code,
            "abbreviation": abbreviation,
            "aliases": names,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(events.UNIT, unit.id, events.UNIT_CREATED, payload, effective_on=valid_from, is_first=True)
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return unit
