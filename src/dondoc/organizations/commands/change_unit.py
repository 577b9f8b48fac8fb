"""Change a unit's names, kind, place or dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import difference, hold_organization, refusals, unit_texts, units_changed
from dondoc.organizations.commands._checks import checked_kind, checked_parent, locked_unit
from dondoc.organizations.models import GroupMembership, Tenure, Unit
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import check_period, clean_aliases, clean_text, normal_official_code, within


def change_unit(
    *,
    actor: Actor,
    unit_id: int,
    name: str,
    kind: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    parent_unit_id: int | None,
    official_code: str,
    abbreviation: str,
    aliases: Iterable[str],
    now: dt.datetime,
    request_id: str = "",
) -> Unit:
    """Give a unit these values; its code stays. What is the same leaves no event.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such unit in the actor's jurisdiction.
        BadInput: a value cannot be taken; the sentence says which.
    """
    name = clean_text(name, field="name", label=_("Tên đơn vị"), most=200)
    abbreviation = clean_text(abbreviation, field="abbreviation", label=_("Tên viết tắt"), most=32, required=False)
    names = clean_aliases(aliases)
    require_manager(actor)
    checked_kind(kind)
    check_period(valid_from, valid_to, first=_("Ngày có hiệu lực"), last=_("Ngày hết hiệu lực"))
    new: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "parent_unit_id": parent_unit_id,
        "official_code": normal_official_code(official_code),
        "abbreviation": abbreviation,
        "aliases": names,
    }
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        unit = locked_unit(actor.jurisdiction_id, unit_id)
        checked_parent(actor.jurisdiction_id, unit_id, parent_unit_id)
        changed = difference(unit, new)
        if not changed:
            return unit
        if "valid_from" in changed or "valid_to" in changed:
            _nothing_outside(unit, valid_from, valid_to)
        for column, value in {**new, **unit_texts(name, abbreviation, names)}.items():
            setattr(unit, column, value)
        with refusals():
            unit.save()
        units_changed(actor.jurisdiction_id)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.UNIT, unit.id, events.UNIT_CHANGED, changed)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return unit


def _nothing_outside(unit: Unit, valid_from: dt.date, valid_to: dt.date | None) -> None:
    """Refuse dates that would leave a tenure or a membership outside of the unit's life."""
    here = {"jurisdiction_id": unit.jurisdiction_id}
    periods = [
        *Tenure.objects.filter(**here, post__unit_id=unit.id).values_list("valid_from", "valid_to"),
        *GroupMembership.objects.filter(**here, unit_id=unit.id).values_list("valid_from", "valid_to"),
    ]
    if not all(within(period, (valid_from, valid_to)) for period in periods):
        raise BadInput(
            _(
                "Có người giữ chức hoặc nhóm của đơn vị nằm ngoài hiệu lực mới. Hãy sửa các khoảng thời gian đó trước, "
                "hoặc dùng “Kết thúc hoạt động”."
            ),
            field="valid_to",
        )
